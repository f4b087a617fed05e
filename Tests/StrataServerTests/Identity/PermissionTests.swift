import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataServer

@Suite("Permissions")
struct PermissionTests {
    /// What someone may do.
    struct Row: Sendable, CustomTestStringConvertible {
        var principal: Principal
        var mayReadOwn = true
        var mayReadOther = true
        var mayWriteOwn = true
        var mayWriteOther = true
        var mayAddBlobs = true
        var mayAdminister = false

        var testDescription: String { principal.credentialName }
    }

    private static let pipelineRun = PipelineRunID()
    private static let own = RunID(pipelineRun: pipelineRun, index: 3)
    private static let others = [
        RunID(pipelineRun: pipelineRun, index: 0),
        RunID(pipelineRun: pipelineRun, index: 4),
        RunID(pipelineRun: PipelineRunID(), index: 3),
    ]

    private static func key(_ scope: Scope) -> APIKey {
        APIKey(id: "1a2b3c4d", name: "ada", scope: scope, createdAt: Samples.time(0))
    }

    static let rows = [
        Row(principal: .anyone, mayAdminister: true),
        Row(principal: .key(key(.admin)), mayAdminister: true),
        Row(principal: .session(key(.admin), csrfToken: "x"), mayAdminister: true),
        Row(principal: .key(key(.submit))),
        Row(principal: .session(key(.submit), csrfToken: "x")),
        Row(principal: .key(key(.read)), mayWriteOwn: false, mayWriteOther: false, mayAddBlobs: false),
        Row(
            principal: .session(key(.read), csrfToken: "x"),
            mayWriteOwn: false,
            mayWriteOther: false,
            mayAddBlobs: false
        ),
        Row(principal: .attempt(own, number: 2), mayReadOther: false, mayWriteOther: false),
    ]

    @Test("are what the table says", arguments: rows)
    func table(_ row: Row) {
        let principal = row.principal
        #expect(principal.mayRead(run: Self.own) == row.mayReadOwn)
        #expect(principal.mayWrite(run: Self.own) == row.mayWriteOwn)
        for other in Self.others {
            #expect(principal.mayRead(run: other) == row.mayReadOther)
            #expect(principal.mayWrite(run: other) == row.mayWriteOther)
        }
        #expect(principal.mayAddBlobs == row.mayAddBlobs)
        #expect(principal.maySubmit == row.mayWriteOther)
        #expect(principal.has(.admin) == row.mayAdminister)
    }

    @Test("include those of the scopes below", arguments: Scope.allCases, Scope.allCases)
    func scopes(_ held: Scope, _ needed: Scope) {
        let order: [Scope] = [.read, .submit, .admin]
        let isEnough = (order.firstIndex(of: held) ?? 0) >= (order.firstIndex(of: needed) ?? 0)
        let principal = Principal.key(Self.key(held))
        #expect(principal.has(needed) == isEnough)
        if isEnough {
            #expect(throws: Never.self) { try Principal.require(needed, of: principal) }
        } else {
            #expect(throws: Problem.lacksScope(needed, principal)) { try Principal.require(needed, of: principal) }
        }
    }

    @Test("give a worker the blobs of its run's inputs and output, and no others")
    func blobs() {
        let input = Samples.artifact("an input")
        var folder = Samples.artifact("a folder")
        let file = Digest(hashing: [1])
        folder.blobs = [file]
        let output = Samples.artifact("the output")
        var run = Samples.run(3)
        run.inputs = [
            RunInput(name: "data", artifact: input, source: nil),
            RunInput(name: "files", artifact: folder, source: 1),
        ]
        run.output = output
        let worker = Principal.attempt(Self.own, number: 1)
        for digest in [input.reference.digest, folder.reference.digest, file, output.reference.digest] {
            #expect(worker.mayRead(blob: digest, neededBy: run))
            #expect(!worker.mayRead(blob: digest, neededBy: nil))
            #expect(!worker.mayRead(blob: digest, neededBy: Samples.run(4)))
        }
        #expect(!worker.mayRead(blob: Digest(hashing: [2]), neededBy: run))
        #expect(Principal.key(Self.key(.read)).mayRead(blob: Digest(hashing: [2]), neededBy: nil))
    }

    @Test("say in words which scope is needed, who asked and how to get such a key")
    func words() throws {
        let missing = try #require(throws: Problem.self) { try Principal.require(.submit, of: nil) }
        #expect(missing.status == 401)
        #expect(missing.remedy?.contains("strata server keys create") == true)
        for principal in [Principal.key(Self.key(.read)), .attempt(Self.own, number: 2)] {
            let lacking = try #require(throws: Problem.self) { try Principal.require(.submit, of: principal) }
            #expect(lacking.status == 403)
            #expect(lacking.detail.contains("'submit'"))
            #expect(lacking.detail.contains(principal.credentialName))
            #expect(lacking.remedy?.contains("--scope submit") == true)
        }
    }
}
