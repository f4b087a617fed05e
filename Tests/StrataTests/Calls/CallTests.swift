import Strata
import StrataModel
import StrataTestSupport
import Testing

@Suite("Awaited calls", .timeLimit(.minutes(10)))
struct CallTests {
    @Test("are runs of their own, below the caller's")
    func areRuns() async throws {
        let listener = Listener()
        #expect(try await SilentRunner(listener: listener).run(CallSteps.quadruple(5)) == 20)
        let runs = listener.history.runs.values.sorted { $0.index < $1.index }
        #expect(runs.map(\.parent) == [nil, 0, 0])
        #expect(runs.map(\.isAwaited) == [false, true, true])
        #expect(runs.allSatisfy { $0.state == .succeeded })
    }

    @Test("outside of any run just execute")
    func outside() async throws {
        #expect(try await CallSteps.quadruple(5) == 20)
        await #expect(throws: Mishap.self) { try await CallSteps.failing() }
        #expect(RunContext.current == nil)
    }

    @Test("throw what can be caught, with the error behind it")
    func canBeCaught() async throws {
        let listener = Listener()
        let text = try await SilentRunner(keepGoing: false, listener: listener).run(CallSteps.catching())
        #expect(text == "1 true nested(2)")
        let states = listener.history.runs.values.sorted { $0.index < $1.index }.map(\.state)
        #expect(states == [.succeeded, .nestedFailed, .failed])
    }

    @Test("that fail and are not caught fail their callers, up to the root, and the error leads to the first")
    func areNotCaught() async throws {
        let listener = Listener()
        let result = try await SilentRunner(listener: listener).result(of: CallSteps.outer())
        #expect(result.state == .failed)
        let error = try #require(result.error)
        #expect(error.underlying as? Mishap == Mishap())
        #expect(error.failure.cause == .user)
        #expect(error.failure.message == "the disk is on fire")
        #expect(error.function == "StrataTests.CallSteps.fail()")
        #expect(
            error.ancestors.map(\.function) == [
                "StrataTests.CallSteps.failing()", "StrataTests.CallSteps.middle(value:)",
                "StrataTests.CallSteps.outer()",
            ]
        )
        let lines = error.description.split(separator: "\n").map(String.init)
        #expect(lines[0] == "StrataTests.CallSteps.fail() failed: the disk is on fire")
        #expect(lines[1].contains("at StrataTests/CallSteps.swift:"))
        #expect(lines[1].contains(error.run.short))
        #expect(lines[2...].map { $0.hasPrefix("  in ") } == [true, true, true])
        let history = listener.history
        #expect(history.runs[0]?.failure?.cause == .nested(1))
        #expect(history.runs[error.ancestors[0].run.index]?.failure?.cause == .nested(error.run.index))
        let caller = try #require(history.runs[error.ancestors[0].run.index]?.failure)
        #expect(
            caller.message
                == "the awaited 'StrataTests.CallSteps.fail()' (run \(error.run.index)) failed: the disk is on fire"
        )
    }

    @Test("may be concurrent, on any number of places", arguments: [1, 2, 8])
    func concurrent(places: Int) async throws {
        let listener = Listener()
        let runner = SilentRunner(maxParallelism: places, listener: listener)
        #expect(try await runner.run(CallSteps.concurrent(20)) == 40 + 42 + 380)
        #expect(listener.history.runs.count == 23)
        #expect(listener.history.illegal.isEmpty)
    }

    @Test("may nest deeply on one place, and an error comes all the way up without growing")
    func deep() async throws {
        #expect(try await SilentRunner(maxParallelism: 1).run(CallSteps.descend(1000)) == 1000)
        let listener = Listener()
        let result = try await SilentRunner(maxParallelism: 1, listener: listener).result(of: CallSteps.fall(300))
        #expect(result.error?.run.index == 300)
        #expect(result.error?.underlying as? Mishap == Mishap())
        #expect(result.error?.ancestors.count == 300)
        let longest = listener.history.runs.values.compactMap { $0.failure?.message.count }.max()
        #expect(try #require(longest) < 200)
    }

    @Test("know their run, its root and their attempt")
    func context() async throws {
        let result = try await SilentRunner().result(of: CallSteps.context())
        let root = "\(result.id).0"
        #expect(result.output == [root, root, "1", "\(result.id).1", root, "1"])
    }

    @Test("of a run that is over are refused in words")
    func callerIsOver() async throws {
        let gate = Gate()
        #expect(try await SilentRunner().run(CallSteps.leave(gate)) == 1)
        await gate.open()
        #expect(await gate.finished().contains("'double' was called by a run that is over"))
    }

    @Test("that are open when their caller's code is done are waited for", arguments: [1, 2])
    func callIsOpen(places: Int) async throws {
        let gate = Gate()
        let listener = Listener()
        async let output = SilentRunner(maxParallelism: places, listener: listener).run(CallSteps.leaveBegun(gate))
        await gate.begun()
        await gate.open()
        #expect(try await output == 1)
        #expect(listener.history.runs.values.allSatisfy { $0.state == .succeeded })
        #expect(await gate.finished() == "done")
    }
}
