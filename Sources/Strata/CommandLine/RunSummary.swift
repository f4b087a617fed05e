import Foundation
import StrataModel

/// How a pipeline run ended, for people and for machines.
struct RunSummary {
    private let result: AnyPipelineResult
    private let progress: ProgressSnapshot
    private let isRecorded: Bool
    private let duration: Duration

    init(_ result: AnyPipelineResult, _ progress: ProgressSnapshot, isRecorded: Bool) {
        self.result = result
        self.progress = progress
        self.isRecorded = isRecorded
        duration = progress.record.map { Timestamp.now.since($0.createdAt) } ?? .zero
    }

    /// State, time and the runs by state.
    var headline: String {
        let name = progress.record?.name ?? "pipeline"
        let counts = ProgressText.counts(progress.counts, total: progress.total)
        return
            "\(mark) \(ProgressText.printable(name)) \(result.state.rawValue) in \(ProgressText.duration(duration)), \(counts)"
    }

    /// Which run failed, where and why, if one did.
    var failure: String? {
        result.error.map { ProgressText.printable("\($0)") }
    }

    /// The output for people, if there is one.
    var output: String? {
        guard let output = result.output, !(output is Void) else { return nil }
        return describe(output)
    }

    /// The identifier and where to look, if it was recorded.
    var pointers: [String] {
        guard isRecorded else { return [] }
        let page = progress.page.map { [", or at \($0)"] } ?? []
        return ["pipeline run \(result.id)", "look at it with: strata show \(result.id.short)" + page.joined()]
    }

    /// An object with stable keys: `id`, `name`, `state`, `seconds`, `runs`, `output`, `error`.
    ///
    /// - Throws: ``ArtifactError`` for an output that cannot be encoded. One that was recorded could be.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity",
            negativeInfinity: "-Infinity",
            nan: "NaN"
        )
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        let document = Document(
            id: isRecorded ? result.id : nil,
            name: progress.record?.name ?? "",
            state: result.state,
            seconds: seconds,
            runs: Dictionary(
                uniqueKeysWithValues: progress.counts.filter { $0.value > 0 }.map { ($0.key.rawValue, $0.value) }
            ),
            output: (result.output as? any Artifact).map(AnyEncodable.init),
            error: result.error.map(Document.Failure.init)
        )
        do {
            return String(decoding: try encoder.encode(document), as: UTF8.self)
        } catch {
            throw ArtifactError(encoding: error, type: "output")
        }
    }

    private var mark: String {
        switch result.state {
        case .succeeded: "✓"
        case .failed: "✗"
        case .canceled, .running: "–"
        }
    }

    private func describe(_ output: any Sendable) -> String {
        if let output = output as? any CustomStringConvertible { return output.description }
        guard let artifact = output as? any Artifact else { return String(describing: output) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(artifact), data.count < 4096 else { return String(describing: output) }
        return String(decoding: data, as: UTF8.self)
    }
}

private struct Document: Encodable {
    struct Failure: Encodable {
        let run: String
        let function: String
        let location: String
        let message: String
        let cause: String
        let remedy: String?

        init(_ error: RunError) {
            run = error.run.description
            function = error.function
            location = error.location
            message = error.failure.message
            cause = error.failure.cause.kind
            remedy = error.failure.remedy
        }
    }

    let id: PipelineRunID?
    let name: String
    let state: PipelineRunState
    let seconds: Double
    let runs: [String: Int]
    let output: AnyEncodable?
    let error: Failure?
}

/// A value of which only this is known: that it can be encoded.
private struct AnyEncodable: Encodable {
    let value: any Encodable

    init(_ value: any Encodable) {
        self.value = value
    }

    func encode(to encoder: any Encoder) throws {
        try value.encode(to: encoder)
    }
}
