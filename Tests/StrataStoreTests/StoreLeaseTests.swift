import Foundation
import StrataEngine
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@Suite("The lease of a store's folder")
struct StoreLeaseTests {
    @Test("is one server's at a time, and the second is told whose")
    func second() async throws {
        try await withTemporaryFolder { folder in
            let home = StrataHome(path: folder + "/home")
            #expect(try StoreLease.holder(home: home) == nil)
            var lease: StoreLease? = try StoreLease.acquire(home: home, address: "http://127.0.0.1:0")
            try lease?.setAddress("http://127.0.0.1:8400")
            let pid = "process \(ProcessInfo.processInfo.processIdentifier)"
            await expectStoreError(.conflict, containing: pid, "http://127.0.0.1:8400", home.path) {
                _ = try StoreLease.acquire(home: home, address: "http://127.0.0.1:9000")
            }
            let holder = try StoreLease.holder(home: home)
            #expect(holder?.address == "http://127.0.0.1:8400")
            #expect(holder?.processID == ProcessInfo.processInfo.processIdentifier)
            lease = nil
            #expect(lease == nil)
            #expect(try StoreLease.holder(home: home) == nil)
            _ = try StoreLease.acquire(home: home, address: "")
        }
    }

    @Test("is in nobody's way who writes to the store")
    func drivers() async throws {
        try await withTemporaryFolder { folder in
            let home = StrataHome(path: folder)
            let lease = try StoreLease.acquire(home: home, address: "x")
            try await home.openMetadata().create(Samples.pipelineRun())
            #expect(try StoreLease.holder(home: home)?.address == "x")
            _ = lease
        }
    }

    @Test("is free when its holder was killed")
    func killedHolder() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/server.lock"
            // A process that has the lock, and is killed while it has it.
            let script = """
                exec 9<> '\(path)' && flock -n 9 && echo '{"broken' >&9
                sleep 60 9<&9 & echo $!
                """
            let outcome = try await runProgram(["bash", "-c", script + " > pid"], in: folder)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let pid = try String(contentsOfFile: folder + "/pid", encoding: .utf8)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            let home = StrataHome(path: folder)
            await expectStoreError(.conflict, containing: "Another server", folder) {
                _ = try StoreLease.acquire(home: home, address: "x")
            }
            #expect(try StoreLease.holder(home: home)?.processID == 0)
            _ = try await runProgram([
                "sh", "-c", "kill -9 \(pid); while kill -0 \(pid) 2> /dev/null; do sleep 0.01; done",
            ])
            let lease = try StoreLease.acquire(home: home, address: "y")
            #expect(try StoreLease.holder(home: home)?.address == "y")
            _ = lease
        }
    }

    @Test("cannot be had in a folder that may not be written")
    func readOnly() async throws {
        await expectStoreError(.readOnly) {
            _ = try StoreLease.acquire(home: StrataHome(path: "/proc/strata"), address: "x")
        }
        try await TemporaryVolume.with(size: "1m") { volume in
            try volume.makeReadOnly()
            await expectStoreError(.readOnly, containing: volume.path) {
                _ = try StoreLease.acquire(home: StrataHome(path: volume.path), address: "x")
            }
        }
    }
}
