import Foundation
import StrataModel
import StrataTestSupport

/// A pipeline run with ``HostileText`` in every string that someone can choose.
enum HostilePipeline {
    /// The numbers of its runs.
    static let root: RunIndex = 0
    static let views: RunIndex = 1
    static let failed: RunIndex = 2
    static let files: RunIndex = 3

    /// What is recorded of it, in batches; the blobs are put there before.
    static func make(id: PipelineRunID = PipelineRunID(), file: Digest) -> RecordedPipeline {
        var pipeline = RecordedPipeline(record(id), root: function("root"))
        pipeline.start(root)
        let inputs = [RunInput(name: HostileText.all("input name"), artifact: json("input value"), source: nil)]
        let views = pipeline.add(function("views"), below: root)
        pipeline.succeed(views, inputs: inputs, output: shown())
        let dependencies = [RunDependency(run: views, input: 0, path: HostileText.all("dependency path"))]
        let failed = pipeline.add(function("failed"), below: root, after: dependencies)
        pipeline.start(failed, inputs: [RunInput(name: "data", artifact: shown(), source: views)])
        for level in ["info", "error", HostileText.all("log level")] {
            pipeline.log(failed, HostileText.terminal("log line"), level: level)
        }
        for step in 0..<3 { pipeline.report(failed, HostileText.all("metric name"), Double(step), at: Int64(step)) }
        let failure = RunFailure(
            cause: .user,
            message: HostileText.terminal("failure message"),
            errorType: HostileText.all("error type"),
            remedy: HostileText.all("remedy")
        )
        pipeline.move(failed, to: .failed, failure: failure)
        // With an empty part, it would be no path below the folder.
        let name = HostileText.all("file name").replacing("//", with: "/")
        let files = pipeline.add(function("files"), below: root)
        pipeline.succeed(files, output: directory(["page.html", name], file))
        let outside = pipeline.add(function("outside"), below: root)
        pipeline.succeed(outside, output: directory(["../../metadata.sqlite", "/etc/passwd"], file))
        pipeline.move(root, to: .nestedFailed, failure: RunFailure(cause: .nested(failed), message: failure.message))
        pipeline.end(.failed, failure: failure)
        return pipeline
    }

    private static func record(_ id: PipelineRunID) -> PipelineRunRecord {
        var record = Samples.pipelineRun(
            id: id,
            name: HostileText.all("pipeline run name"),
            function: HostileText.all("function name root"),
            tags: [HostileText.all("tag")]
        )
        record.driver.user = HostileText.all("user")
        record.driver.host = HostileText.all("host")
        record.runner = HostileText.all("runner")
        record.arguments = ["--name", HostileText.all("argument")]
        return record
    }

    private static func function(_ name: String) -> FunctionRecord {
        var function = Samples.function()
        function.name = HostileText.all("function name \(name)")
        function.label = HostileText.all("label")
        function.parameters = [
            FunctionRecord.Parameter(
                name: HostileText.all("parameter"),
                type: HostileText.all("type"),
                hasDefault: true
            ),
            FunctionRecord.Parameter(name: "data", type: "T"),
        ]
        function.resultType = HostileText.all("result type")
        function.source =
            HostileText.all("source") + "\n/* </code></pre> */ let x = \"\(HostileText.all("source text"))\""
        function.documentation = HostileText.markdown("documentation")
        function.file = HostileText.all("file")
        function.settings.baseImageTag = BaseImageTag(rawValue: HostileText.all("base image tag"))
        function.settings.tags = [HostileText.all("setting tag")]
        return function
    }

    /// A value that is JSON full of it.
    private static func json(_ place: String) -> ArtifactRecord {
        let value = [HostileText.all("\(place) key"): [HostileText.all(place), "javascript:window.__pwned='\(place)'"]]
        let text = (try? JSONEncoder().encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        var record = Samples.artifact(text, type: HostileText.all("artifact type"))
        record.reference.mediaType = "application/json"
        return record
    }

    /// A value with every kind of view.
    private static func shown() -> ArtifactRecord {
        let svg = Array(HostileText.drawing("drawing").utf8)
        let plots: [PlotView.Content] = [
            .lines([PlotView.Series(name: HostileText.all("series"), x: [0, 1, .nan], y: [1, .infinity, 2])]),
            .bars(labels: [HostileText.all("bar label"), "b"], values: [1, -2]),
            .heatMap(rows: [HostileText.all("map row")], columns: [HostileText.all("map column")], values: [[1]]),
        ]
        var sections: [ArtifactView.Section] = [
            .init(HostileText.all("section title"), .markdown(HostileText.markdown("markdown"))),
            .init("table", .table(table())),
            .init("image", .image(ImageView(format: .svg, bytes: svg, caption: HostileText.all("caption")))),
            .init("wrong image", .image(ImageView(format: .png, bytes: svg, caption: "not a png"))),
        ]
        sections += plots.map { content in
            let plot = PlotView(
                title: HostileText.all("plot title"),
                xLabel: HostileText.all("x label"),
                yLabel: HostileText.all("y label"),
                content: content
            )
            return .init("plot", .plot(plot))
        }
        sections += HostileText.addresses.map { .init("link", .link(title: HostileText.all("link title"), url: $0)) }
        var artifact = json("output value")
        artifact.view = .sections(sections)
        return artifact
    }

    private static func table() -> TableView {
        TableView(
            columns: [HostileText.all("column"), "b"],
            rows: (0..<3).map { [HostileText.all("cell"), "\($0)", "more cells than columns"] }
        )
    }

    /// A folder whose files have such names.
    private static func directory(_ paths: [String], _ file: Digest) -> ArtifactRecord {
        let entries = paths.map { path in
            DirectoryEntry(path: path, digest: file, size: 9, isExecutable: false)
        }
        let value = ["strataDirectory": Folder(entries: entries, name: HostileText.all("folder name"))]
        let text = (try? JSONEncoder().encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        var artifact = Samples.artifact(text, type: "DirectoryArtifact")
        artifact.blobs = [file]
        return artifact
    }

    /// As the SDK writes a folder.
    private struct Folder: Encodable {
        var entries: [DirectoryEntry]
        var name: String
    }
}
