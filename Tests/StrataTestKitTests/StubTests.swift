import Strata
import StrataTestKit
import Testing

@Suite("Stubs")
struct StubTests {
    @Test("replace a function in the runs of a pipeline, with the values of its inputs")
    func inPipeline() async throws {
        let output = try await withStub(of: #reference(fit(_:rate:))) { values, rate in
            Model(weight: Double(values.count) * rate)
        } during: {
            try await SilentRunner().run(training(count: 5))
        }
        #expect(output == 10 + 1)
    }

    @Test("replace awaited calls, inside a run and outside of any")
    func awaited() async throws {
        try await withStub(of: #reference(best(of:))) { _ in
            Model(weight: 100)
        } during: {
            let weight = try await best(of: []).weight
            #expect(weight == 100)
            let outside = try await score(models: [], on: [1])
            #expect(outside == 101)
            let inside = try await SilentRunner().run(training(count: 2))
            #expect(inside == 101)
        }
    }

    @Test("can call the original, and change what it gives")
    func original() async throws {
        let output = try await withStub(of: #reference(best(of:))) { models in
            Model(weight: try await best(of: models).weight + 1000)
        } during: {
            try await SilentRunner().run(training(count: 3))
        }
        #expect(output == 6 + 1 + 1000)
    }

    @Test("end with the closure")
    func scope() async throws {
        await withStub(of: #reference(best(of:))) { _ in
            Model(weight: 100)
        } during: {
        }
        #expect(try await SilentRunner().run(training(count: 3)) == 7)
    }

    @Test("of the same function nest, the inner one first")
    func nesting() async throws {
        try await withStub(of: #reference(best(of:))) { _ in
            Model(weight: 1)
        } during: {
            try await withStub(of: #reference(best(of:))) { models in
                Model(weight: try await best(of: models).weight + 10)
            } during: {
                let inner = try await best(of: []).weight
                #expect(inner == 11)
            }
            let outer = try await best(of: []).weight
            #expect(outer == 1)
        }
    }

    @Test("give a graph function's result at once")
    func graph() async throws {
        let run = try await withStub(of: #reference(fitAll(_:rates:))) { _, rates in
            rates.map { Model(weight: $0) }
        } during: {
            try await SilentRun(of: training(count: 3))
        }
        #expect(run.output == 3)
        #expect(run.states(of: "fit") == [])
    }

    @Test("stand in for functions with no output, and fail when they throw")
    func void() async throws {
        try await withStub(of: #reference(tell(_:))) { text in
            #expect(text == "hello")
        } during: {
            try await SilentRunner().run(telling(text: "hello"))
        }
        await #expect(throws: RunError.self) {
            try await withStub(of: #reference(best(of:))) { _ in
                throw Missing()
            } during: {
                try await SilentRunner().run(training(count: 1))
            }
        }
    }
}
