import Foundation
import StrataModel
import Testing

@testable import StrataCommands

@Suite struct DriverProbeTests {
    @Test(
        "a driver is gone when its process is, or is another one",
        arguments: [
            ("here", UInt64(12), UInt64?.some(12), Bool?.some(true)), ("here", 12, .some(13), .some(false)),
            ("here", 12, nil, .some(false)), ("here", 0, .some(13), .some(true)), ("elsewhere", 12, nil, nil),
        ]
    )
    func isAlive(_ host: String, _ recorded: UInt64, _ found: UInt64?, _ expected: Bool?) throws {
        var record = Sample.pipelineRun(try Sample.id("abcd"), state: .running)
        record.driver = .init(user: "ada", host: host, processID: 1, processStart: recorded)
        let probe = DriverProbe(host: "here") { _ in found }
        #expect(probe.isAlive(record) == expected)
        record.state = .failed
        #expect(probe.isAlive(record) == nil)
    }

    @Test("the start time is read past a program's name with blanks and parentheses")
    func startTime() {
        let rest = (4...21).map(String.init).joined(separator: " ")
        #expect(DriverProbe.startTime(inStat: "7 (a) b (c)) S \(rest) 4242 23 24") == 4242)
        #expect(DriverProbe.startTime(inStat: "7 (a) Z \(rest) 4242 23 24") == nil)
        #expect(DriverProbe.startTime(inStat: "") == nil)
    }

    @Test("this process is found, and one that cannot be is not")
    func system() {
        let probe = DriverProbe.system
        #expect(probe.processStart(ProcessInfo.processInfo.processIdentifier) != nil)
        #expect(probe.processStart(Int32.max) == nil)
        #expect(!probe.host.isEmpty)
    }
}
