#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Names of temporary files that tell who writes them: `<host>,<process>,<its start>,<random>`.
///
/// So the files of a process that died are known as such, and nobody removes one that is being written.
struct TemporaryName {
    /// The name of the machine, or of the container.
    let host: String
    /// The writer's process identifier there.
    let process: Int32
    /// When that process started, in clock ticks since boot; 0 where it is not known.
    let start: UInt64

    /// Describes this process.
    static let own = TemporaryName(
        host: hostName(),
        process: getpid(),
        start: ProcessStart.ticks(of: getpid()) ?? 0
    )

    private init(host: String, process: Int32, start: UInt64) {
        self.host = host
        self.process = process
        self.start = start
    }

    /// Parses a name; `nil` for a name of another form.
    init?(_ name: String) {
        let parts = name.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 4, let process = Int32(parts[1]), process > 0, let start = UInt64(parts[2]) else {
            return nil
        }
        self.init(host: String(parts[0]), process: process, start: start)
    }

    /// A new name for a file of this process.
    func fresh() -> String {
        "\(host),\(process),\(start),\(String(UInt64.random(in: .min ... .max), radix: 36))"
    }

    /// Whether the writer certainly is no more.
    ///
    /// Of processes on other machines that cannot be said.
    var isOfDeadProcess: Bool {
        guard host == Self.own.host else { return false }
        guard kill(process, 0) == 0 || errno != ESRCH else { return true }
        guard start != 0, let now = ProcessStart.ticks(of: process) else { return false }
        return now != start
    }

    private static func hostName() -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "unknown" }
        let name = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return String(name.map { $0 == "," || $0 == "/" ? "-" : $0 })
    }
}
