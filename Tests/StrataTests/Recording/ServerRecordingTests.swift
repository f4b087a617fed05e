import Foundation
import Strata
import StrataAPI
import StrataClient
import StrataEngine
import StrataModel
import StrataServerTestSupport
import StrataStore
import StrataTestSupport
import Testing

@testable import Strata

@Suite("Recording to a server", .timeLimit(.minutes(10)))
struct ServerRecordingTests {
    @Test("goes nowhere else, and says who runs it where")
    func place() async throws {
        try await RecordingSite.server.opened { site in
            let server = try #require(site.server)
            let result = try await site.runner().result(of: ServerSteps.large(7))
            let summary = try await StrataClient(ServerAddress(server.address)).pipelineRun(result.id)
            #expect(summary?.isRemote == true)
            #expect(summary?.pipelineRun.driver == .present)
            #expect(summary?.pipelineRun.state == .succeeded)
            #expect(!FileManager.default.fileExists(atPath: site.home + "/unused"))
            let output = try #require(try await server.store.run(RunID(pipelineRun: result.id, index: 0))?.output)
            let bytes = try await server.blobs.get(output.reference.digest)
            #expect(String(decoding: bytes, as: UTF8.self).contains("7 7 7"))
        }
    }

    @Test("keeps files there, which later pipeline runs read")
    func files() async throws {
        try await RecordingSite.server.opened { site in
            let file = try await site.runner().run(FileSteps.write("over the wire"))
            #expect(try await file.data() == Data("over the wire".utf8))
            #expect(try await site.runner().run(FileSteps.read(file)) == "over the wire")
            try await withTemporaryFolder { home in
                let text = try await LocalRunner(home: home).run(FileSteps.read(file))
                #expect(text == "over the wire")
            }
        }
    }

    @Test("of a server that is not there is an error at once that says what to do")
    func absent() async throws {
        let address = "http://127.0.0.1:\(try LoopbackPort.free())"
        try await withTemporaryFolder { home in
            let runner = LocalRunner().in(environment: ["STRATA_API_ADDRESS": address, "STRATA_HOME": home])
            let error = await #expect(throws: StoreError.self) { try await runner.run(TypeSteps.mustNotRun()) }
            #expect(error?.code == .unavailable)
            for words in [address, "strata server", "STRATA_API_ADDRESS=local", "strata settings set apiAddress"] {
                #expect(error?.description.contains(words) == true, "\(words)")
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: home)
            #expect(left.isEmpty)
        }
    }

    @Test(
        "with a setting that is not usable says which one",
        arguments: [
            ("STRATA_API_ADDRESS", "localhost"), ("STRATA_API_PATIENCE", "soon"), ("STRATA_API_PATIENCE", "-5s"),
            ("STRATA_CA_FILE", "/nowhere"), ("STRATA_API_KEY", "two words"),
        ]
    )
    func settings(variable: String, value: String) async throws {
        try await withTemporaryFolder { home in
            var environment = ["STRATA_API_ADDRESS": "http://127.0.0.1:1", "STRATA_HOME": home]
            environment[variable] = value
            let runner = LocalRunner().in(environment: environment)
            let error = await #expect(throws: StoreError.self) { try await runner.run(TypeSteps.mustNotRun()) }
            let words = variable == "STRATA_API_KEY" ? "API key" : variable
            #expect(error?.description.contains(words) == true)
            if variable == "STRATA_API_KEY" { #expect(error?.description.contains(value) == false) }
        }
    }

    @Test("is where the settings say, the environment first; code that names a folder means that folder")
    func precedence() async throws {
        try await RecordingSite.server.opened { site in
            let server = try #require(site.server)
            try await withTemporaryFolder { home in
                try SettingsFile(StrataHome(path: home)).set(.apiAddress, to: server.address)
                let runner = LocalRunner().in(environment: ["STRATA_HOME": home])
                let remote = try await runner.result(of: RecordedSteps.one(1))
                #expect(try await server.store.pipelineRun(remote.id) != nil)
                let isRecordedHere = try StrataHome(path: home).hasMetadata()
                #expect(!isRecordedHere)
                let local = LocalRunner().in(environment: ["STRATA_HOME": home, "STRATA_API_ADDRESS": "local"])
                let here = try await local.result(of: RecordedSteps.one(1))
                #expect(try await StrataHome(path: home).openMetadata().pipelineRun(here.id) != nil)
                let named = LocalRunner(home: home).in(environment: ["STRATA_API_ADDRESS": "http://127.0.0.1:1"])
                #expect(try await named.run(RecordedSteps.one(1)) == 1)
            }
        }
    }

    @Test("heeds a request to cancel, also where nothing is recorded for a while", arguments: [true, false])
    func cancel(isIdle: Bool) async throws {
        try await RecordingSite.server.opened { site in
            let server = try #require(site.server)
            let said = SaidLines()
            let gate = Gate()
            let runner = said.runner(["STRATA_API_ADDRESS": server.address, "STRATA_HOME": site.home + "/unused"])
            let task = Task {
                isIdle
                    ? try await runner.result(of: ServerSteps.patient(gate))
                    : try await runner.result(of: RecordedSteps.endless())
            }
            let client = try StrataClient(ServerAddress(server.address))
            var listed = try await client.page(.init()).items
            while listed.first?.counts[.running] == nil {
                try await Task.sleep(for: .milliseconds(10))
                listed = try await client.page(.init()).items
            }
            let id = try #require(listed.first?.pipelineRun.id)
            try await client.cancel(id)
            let result = try await task.value
            #expect(result.state == .canceled)
            #expect(try await server.store.pipelineRun(id)?.state == .canceled)
            #expect(said.lines.filter { $0.contains("asked for this pipeline run to be canceled") }.count == 1)
        }
    }
}
