import Strata
import StrataTestKit
import Testing

@testable import Digits

@Suite struct PipelineTests {
    private let config = PipelineConfig(dataPath: DataFile.bundled)

    @Test("the chosen model recognises at least 94 % of the held-out digits")
    func isAccurate() async throws {
        let report = try await SilentRunner().run(pipeline(config: config))
        #expect(report.evaluation.accuracy >= 0.94)
        #expect(report.evaluation.count == 451)
        #expect(report.ranking.count == 4)
    }

    @Test("the same seed gives the same report, however many runs execute at once")
    func isDeterministic() async throws {
        var config = config
        config.training.epochs = 5
        let first = try await SilentRunner(maxParallelism: 1).run(pipeline(config: config))
        let second = try await SilentRunner(maxParallelism: 4).run(pipeline(config: config))
        #expect(first == second)
    }

    @Test("the graph says what waits for what")
    func describesGraph() throws {
        let graph = try GraphDescription(of: pipeline(config: config))
        #expect(
            graph.lines == [
                "importFile()",
                "load(file ← importFile)",
                "split(dataset ← load)",
                "check(split ← split, dataset ← load)",
                "trainAll(training ← split.training, validation ← split.validation) after check",
                "evaluate(model ← trainAll[0].model, dataset ← split.heldOut)",
                "map(value ← evaluate.mistakes)",
                "draw(digits ← map)",
                "map(value ← split.training)",
                "draw(digits ← map)",
                "report(evaluation ← evaluate, candidates ← trainAll, mistakes ← draw)",
            ]
        )
    }

    @Test("the held-out digits take no part in the choice")
    func choosesByValidation() async throws {
        var config = config
        config.training.epochs = 1
        config.learningRates = [0.1, 0.2]
        // The model of 0.2 does better on the held-out part, that of 0.1 on the validation part.
        let run = try await withStub(of: #reference(evaluate(_:on:))) { model, dataset in
            let isHeldOut = dataset.digits.count == 451
            return .sample(right: (model.config.learningRate == 0.2) == isHeldOut ? 9 : 6)
        } during: {
            try await SilentRun(of: pipeline(config: config))
        }
        let report = try #require(run.output)
        #expect(report.ranking.map(\.learningRate) == [0.1, 0.2])
        #expect(report.evaluation.accuracy == 0.6)
        #expect(run.states(of: "evaluate") == [.succeeded, .succeeded, .succeeded])
    }

    @Test("each training reports its loss, epoch by epoch")
    func reportsMetrics() async throws {
        var config = config
        config.training.epochs = 3
        config.learningRates = [0.1]
        let run = try await SilentRun(of: pipeline(config: config))
        let losses = run.metrics.filter { $0.name == "loss" }
        #expect(losses.map(\.step) == [0, 1, 2])
        #expect(losses.map(\.value) == losses.map(\.value).sorted(by: >))
    }

    @Test("a data file that is not there fails the run with its path and what to do")
    func missingFile() async throws {
        let run = try await SilentRun(of: pipeline(config: PipelineConfig(dataPath: "/nowhere/digits.csv")))
        #expect(run.state == .failed)
        #expect(
            run.error?.failure.message == "there is no data file at '/nowhere/digits.csv'; name one with --data PATH"
        )
    }
}
