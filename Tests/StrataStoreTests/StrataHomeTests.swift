import Foundation
import StrataEngine
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@Suite("The folder of a user")
struct StrataHomeTests {
    @Test(
        "is what STRATA_HOME says, or else .strata in the home",
        arguments: [
            (["STRATA_HOME": "/data/strata", "HOME": "/home/ada"], "/data/strata"),
            (["STRATA_HOME": "", "HOME": "/home/ada"], "/home/ada/.strata"),
            (["HOME": "/"], "/.strata"),
        ]
    )
    func resolution(environment: [String: String], path: String) throws {
        #expect(try StrataHome(environment: environment).path == path)
    }

    @Test("is found through the system's list of users without any variable")
    func noVariables() throws {
        #expect(try StrataHome(environment: [:]).path.hasSuffix("/.strata"))
    }

    @Test("is created with both stores")
    func opening() async throws {
        try await withTemporaryFolder { folder in
            let home = try StrataHome(environment: ["STRATA_HOME": folder + "/a/b"])
            let record = Samples.pipelineRun()
            try await home.openMetadata().create(record)
            let digest = try await home.openBlobs().put([1])
            #expect(try await home.openMetadata().pipelineRun(record.id) == record)
            #expect(try await home.openBlobs().get(digest) == [1])
        }
    }

    @Test("has a record once there is metadata, and looking creates nothing")
    func looking() async throws {
        try await withTemporaryFolder { folder in
            let home = StrataHome(path: folder + "/a/b")
            #expect(try !home.hasMetadata())
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
            _ = try home.openMetadata()
            #expect(try home.hasMetadata())
        }
    }

    @Test("is refused at or below a file, when looking as when opening", arguments: ["", "/below", "/far/below"])
    func belowFile(_ rest: String) async throws {
        try await withTemporaryFolder { folder in
            try Data().write(to: URL(filePath: folder + "/file"))
            let home = StrataHome(path: folder + "/file" + rest)
            let finding = "\(home.path) cannot be used: a part of it is a file, not a folder."
            await expectStoreError(.inputOutput, containing: finding) { _ = try home.hasMetadata() }
            await expectStoreError(.inputOutput, containing: finding) { _ = try home.openMetadata() }
        }
    }

    @Test("says what to do where it cannot be created")
    func impossible() async {
        await expectStoreError(.readOnly, containing: "STRATA_HOME") {
            _ = try StrataHome(path: "/proc/no").openBlobs()
        }
    }
}
