import Foundation
import Strata
import StrataTestKit
import StrataTestSupport
import Testing

@Suite("The guide's examples")
struct AuthoringExampleTests {
    @Test("of graphs run")
    func graphs() async throws {
        let run = try await SilentRun(of: chosen(on: [1, 0, 2], rates: [0.3, 0.2]))
        #expect(run.output == 3 + 2)
        #expect(run.states(of: "announce").count == 3)
        #expect(run.states(of: "Train") == [.succeeded, .succeeded])
    }

    @Test("of errors say what to do")
    func errors() async throws {
        let run = try await SilentRun(of: best(of: []))
        #expect(run.error?.failure.message == "there are no models to choose from")
        #expect(run.error?.failure.remedy == "Give at least one learning rate.")
    }

    @Test("of awaited calls run, also where a closure describes the pipeline")
    func awaited() async throws {
        #expect(try await SilentRunner().run(compare([1, 2])) == 0)
        #expect(try await SilentRunner().run { best(of: trainAll(on: [1], rates: [0.3, 0.1])) }.loss == 0.1)
    }

    @Test("of files run")
    func files() async throws {
        try await withTemporaryFolder { folder in
            let url = URL(filePath: folder).appending(path: "a.txt")
            try Data("abc".utf8).write(to: url)
            let file = try await FileArtifact(contentsOf: url)
            let reversed = try await SilentRunner().run(reverse(file: file))
            #expect(reversed.name == "reversed-a.txt")
            #expect(try await reversed.data() == Data("cba".utf8))
        }
    }

    @Test("of views show")
    func views() {
        guard case .sections(let sections)? = Losses(values: [2, 1]).artifactView else {
            Issue.record("no sections")
            return
        }
        #expect(sections.map(\.title) == ["Loss", "Notes"])
    }
}
