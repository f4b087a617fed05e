import Foundation
import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

/// What goes over the wire, to the byte: a change here is a change of the contract.
@Suite("Wire format")
struct GoldenTests {
    private static let id = PipelineRunID("3f9a1c2b5d6e7f8091a2b3c4d5e6f708") ?? PipelineRunID()
    private static let failure = RunFailure(
        cause: .nested(3),
        message: "run 3 failed",
        errorType: "DataError",
        remedy: "Look at run 3."
    )
    private static let view = ArtifactView.sections([
        .init("Table", .table(TableView(columns: ["a"], rows: [["1"], []]))),
        .init("Text", .markdown("# Title")),
        .init("Link", .link(title: "Home", url: "https://strata.example/")),
        .init("Image", .image(ImageView(format: .png, bytes: [1, 2, 255], caption: "dot"))),
        .init(
            "Lines",
            .plot(PlotView(title: "loss", content: .lines([.init(name: "train", x: [0, 1], y: [.nan, -.infinity])])))
        ),
        .init("Bars", .plot(PlotView(title: "bars", content: .bars(labels: ["a"], values: [0.5])))),
        .init("Map", .plot(PlotView(title: "map", content: .heatMap(rows: ["r"], columns: ["c"], values: [[1]])))),
    ])
    private static let run: RunRecord = {
        var run = Samples.run(
            7,
            parent: 0,
            state: .failed,
            dependencies: [RunDependency(run: 3, input: 1, path: ".training")]
        )
        run.inputs = [RunInput(name: "data", artifact: Samples.artifact("[1]", view: view), source: 3)]
        run.failure = failure
        run.attempt = 2
        run.times.ended = Samples.time(9)
        return run
    }()
    private static let summary = PipelineRunSummary(
        pipelineRun: Samples.pipelineRun(id: id, tags: ["nightly"]),
        label: "pipeline",
        counts: [.running: 1, .succeeded: 12],
        cancelRequestedAt: Samples.time(5),
        isRemote: true
    )
    private static let line = LogLine(
        run: 7,
        attempt: 1,
        number: 0,
        time: Samples.time(1),
        level: "info",
        message: "a\n\"b\" ä/"
    )
    private static let point = MetricPoint(
        run: 7,
        attempt: 1,
        name: "loss",
        step: 2,
        value: .infinity,
        time: Samples.time(1)
    )
    private static let key = APIKey(
        id: "0123abcd",
        name: "ci",
        scope: .submit,
        createdAt: Samples.time(0),
        expiresAt: Samples.time(9)
    )

    @Test("Each type has the JSON that it had, and comes back from it unchanged")
    func goldens() throws {
        try check("pipeline-run-page", Page(items: [Self.summary], next: "abc"))
        try check(
            "change-batch",
            ChangeBatch(
                number: 3,
                changes: [
                    .function(2, Samples.function()), .created(Self.run),
                    Samples.step(7, .running, .succeeded, output: Samples.artifact("1")),
                    Samples.step(7, .running, .retrying, failure: Self.failure), .log(Self.line), .metric(Self.point),
                    .ended(.failed, Samples.time(3), Self.failure),
                ]
            )
        )
        try check("receipt", ChangeBatch.Receipt(nextBatch: 4, isRepeated: true, cancelRequestedAt: Samples.time(2)))
        try check(
            "run-detail",
            RunDetail(
                id: RunID(pipelineRun: Self.id, index: 7),
                run: Self.run,
                function: Samples.function(),
                attempts: [AttemptRecord(number: 1, started: nil, ended: Samples.time(1), failure: Self.failure)],
                ancestors: [RunLink(index: 0, label: "pipeline", state: .ran)],
                upstream: [RunLink(index: 3, label: "load", state: .failed, input: "data", path: ".training")],
                downstream: [],
                childCount: 0
            )
        )
        try check("log-page", LogPage(lines: [Self.line], next: "next", offset: 10, total: 11))
        try check("metric-points", [Self.point])
        try check("note", Note(id: "n1", run: nil, author: "ada", text: "**Look**", createdAt: Samples.time(0)))
        try check(
            "run-event",
            RunEvent(
                state: .running,
                counts: ["running": 1],
                runs: [.init(index: 7, state: .running)],
                logged: [7],
                remarksChanged: true
            )
        )
        try check(
            "function-summary",
            FunctionSummary(
                name: "M.f()",
                label: "f",
                documentation: "Does.",
                file: "M/f.swift",
                line: 3,
                runCount: 3,
                succeededCount: 1,
                endedCount: 2,
                averageSeconds: 1.5,
                latest: [Self.summary]
            )
        )
        try check("issued-key", IssuedKey(key: Self.key, secret: "secret"))
        try check("key-request", KeyRequest(name: "ci", scope: .admin, expiresAt: Samples.time(1)))
        try check("issued-token", IssuedToken(token: "t", expiresAt: Samples.time(1)))
        try check("token-request", TokenRequest(attempt: 1, expiresInSeconds: 60))
        try check("server-version", ServerVersion(version: "0.1.0", minimumClient: "0.1.0"))
        try check(
            "problem",
            Problem(
                code: "illegalTransition",
                status: 409,
                detail: "No.",
                remedy: "Yes.",
                requestID: "r",
                presentState: .running,
                nextBatch: 4
            )
        )
    }

    /// Compares with the file of this name; with `STRATA_GOLDEN=write` in the environment, writes it.
    private func check<Value: Codable & Equatable>(_ name: String, _ value: Value) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name).json")
        let bytes = try APICoding.encoder.encode(value) + Data("\n".utf8)
        if ProcessInfo.processInfo.environment["STRATA_GOLDEN"] == "write" { try bytes.write(to: file) }
        let golden = try Data(contentsOf: file)
        #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: golden, as: UTF8.self), "\(name)")
        let back = try APICoding.decoder.decode(Value.self, from: golden)
        // Values that are not equal to themselves (NaN) are compared by what they become.
        #expect(try APICoding.encoder.encode(back) + Data("\n".utf8) == golden, "\(name)")
    }
}
