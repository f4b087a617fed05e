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

    @Test("says what to do where it cannot be created")
    func impossible() async {
        await expectStoreError(.readOnly, containing: "STRATA_HOME") {
            _ = try StrataHome(path: "/proc/no").openBlobs()
        }
    }
}
