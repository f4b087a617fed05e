import StrataAPI
import StrataDashboard
import StrataModel

/// Values with the same text wherever a user decides what stands there.
struct PageSamples {
    /// The text.
    let text: String
    /// The present.
    static let now = Timestamp(microseconds: 1_795_400_000_000_000)

    static let frame = PageFrame(section: "runs", user: nil, csrfToken: nil, canSubmit: true, version: "1")

    var frame: PageFrame {
        PageFrame(section: "none", user: text, csrfToken: text, canSubmit: true, version: text)
    }

    static func id(_ number: UInt8) -> PipelineRunID {
        PipelineRunID(bytes: [UInt8](repeating: number, count: 16)) ?? PipelineRunID()
    }

    func summary(_ number: UInt8, _ state: PipelineRunState, ago seconds: Int64 = 4000) -> PipelineRunSummary {
        let created = Timestamp(microseconds: Self.now.microseconds - seconds * 1_000_000)
        return PipelineRunSummary(
            pipelineRun: PipelineRunRecord(
                id: Self.id(number),
                name: text,
                function: text,
                state: state,
                tags: [text],
                runner: text,
                driver: .init(user: text, host: text, processID: 1, processStart: 1),
                arguments: [text],
                strataVersion: text,
                createdAt: created,
                endedAt: state.isTerminal ? Timestamp(microseconds: created.microseconds + 90_000_000) : nil,
                failure: state == .failed ? RunFailure(cause: .user, message: text, remedy: text) : nil
            ),
            label: text,
            counts: [.succeeded: 3, .failed: 1]
        )
    }

    var summaries: [PipelineRunSummary] {
        [summary(1, .running), summary(2, .succeeded), summary(3, .failed), summary(4, .canceled)]
    }

    var function: FunctionSummary {
        FunctionSummary(
            name: text,
            label: text,
            documentation: text,
            file: text,
            line: 3,
            runCount: 4,
            succeededCount: 1,
            endedCount: 3,
            averageSeconds: 90,
            latest: summaries
        )
    }

    func record(documentation: String = "", source: String = "") -> FunctionRecord {
        FunctionRecord(
            name: text,
            label: text,
            kind: .graph,
            parameters: [.init(name: text, type: text, hasDefault: true)],
            resultType: text,
            settings: FunctionSettings(
                baseImageTag: BaseImageTag(rawValue: text),
                cache: true,
                retry: Retry(attempts: 3),
                timeout: .seconds(5),
                resources: ResourceRequirements(cpu: text, memory: text, gpus: 1),
                tags: [text]
            ),
            source: source,
            documentation: documentation,
            file: text,
            line: 12
        )
    }

    var comparison: Comparison {
        func side(_ number: UInt8, _ state: PipelineRunState) -> Comparison.Side {
            let id = RunID(pipelineRun: Self.id(number), index: 0)
            return Comparison.Side(run: id, label: text, state: .succeeded, summary: summary(number, state))
        }
        let reference = ArtifactReference(digest: Digest(hashing: [1]), size: 1, type: text)
        let other = ArtifactReference(digest: Digest(hashing: [2]), size: 1, type: text)
        let fields = [Comparison.Field(path: text, left: text, right: text)]
        let value = Comparison.Value(name: text, left: reference, right: other, fields: fields, hasMore: true)
        let obstacle = Comparison.Value(name: text, left: reference, right: other, obstacle: text)
        let run = Comparison.Run(index: 1, state: .failed, seconds: 2, output: nil, failure: text)
        let pair = Comparison.Pair(
            function: text,
            label: text,
            occurrence: 1,
            depth: 1,
            left: run,
            right: run,
            difference: .output
        )
        let lines = [Comparison.Line(.added, text), .init(.removed, text), .init(.same, text), .init(.gap, "")]
        return Comparison(
            left: side(1, .succeeded),
            right: side(2, .failed),
            settings: [Comparison.Setting(name: text, left: text, right: nil)],
            inputs: [value, obstacle],
            output: value,
            functions: [
                Comparison.Function(
                    name: text,
                    label: text,
                    leftCount: 1,
                    rightCount: 2,
                    leftSeconds: 1,
                    rightSeconds: 2,
                    differingCount: 1,
                    lines: lines,
                    isChanged: true
                )
            ],
            runs: [pair],
            runCount: 1,
            differingCount: 1,
            first: Comparison.First(pair: pair, inputs: [value]),
            metrics: [
                Comparison.Metric(
                    name: text,
                    label: text,
                    occurrence: 1,
                    left: [.init(step: 0, value: 1), .init(step: 1, value: .nan)],
                    right: []
                )
            ]
        )
    }
}
