import StrataAPI
import StrataDashboard
import StrataModel

/// Runs to make pages of.
enum RunSamples {
    static let pipelineRun = PipelineRunID(bytes: (0..<16).map { UInt8($0 * 11 + 63) }) ?? PipelineRunID()
    static let good = PipelineRunID(bytes: (0..<16).map { UInt8($0 * 7 + 23) }) ?? PipelineRunID()
    static let now = Timestamp(microseconds: 1_795_000_000_000_000)

    /// Markup, an attribute's end that an accent hides, a direction that turns, a control character.
    static let hostile =
        "\"\u{301} onx=\"'><script>x()</script><img src=x onerror=x()> \u{202E}gnp.exe \u{0}</pre></title>"

    static func ago(_ seconds: Int64) -> Timestamp {
        Timestamp(microseconds: now.microseconds - seconds * 1_000_000)
    }

    static func artifact(_ json: String, _ type: String = "Config", view: ArtifactView? = nil) -> ArtifactRecord {
        let bytes = Array(json.utf8)
        let reference = ArtifactReference(digest: Digest(hashing: bytes), size: Int64(bytes.count), type: type)
        return ArtifactRecord(reference: reference, inline: bytes, view: view)
    }

    static let function = FunctionRecord(
        name: "Digits.train(config:)",
        label: "train",
        kind: .computing,
        parameters: [.init(name: "config", type: "Config")],
        resultType: "Model",
        settings: FunctionSettings(retry: Retry(attempts: 3)),
        source: "/// Trains.\n@Func\nfunc train(config: Config) -> Model {\n    fit(config)\n}",
        documentation: "Trains **well**.",
        file: "Digits/Training.swift",
        line: 12
    )

    /// A run that failed in its third attempt.
    static func failed(_ failure: RunFailure) -> RunDetail {
        RunDetail(
            id: RunID(pipelineRun: pipelineRun, index: 3),
            run: RunRecord(
                index: 3,
                parent: 0,
                function: 1,
                state: .failed,
                attempt: 3,
                times: RunTimes(created: ago(400), scheduled: ago(390), started: ago(300), ended: ago(212)),
                inputs: [RunInput(name: "config", artifact: artifact(#"{"epochs":20,"rate":0.5}"#), source: 1)],
                failure: failure
            ),
            function: function,
            attempts: [
                AttemptRecord(
                    number: 1,
                    started: ago(380),
                    ended: ago(330),
                    failure: RunFailure(cause: .infrastructure, message: "the store did not answer")
                )
            ],
            ancestors: [RunLink(index: 0, label: "main", state: .nestedFailed)],
            upstream: [RunLink(index: 1, label: "configure", state: .succeeded, input: "config")],
            downstream: [RunLink(index: 4, label: "evaluate", state: .canceled, input: "model")]
        )
    }

    /// The run of the same function that ended well before.
    static func succeeded() -> RunDetail {
        var detail = failed(RunFailure(cause: .user, message: ""))
        detail.id = RunID(pipelineRun: good, index: 3)
        detail.run.state = .succeeded
        detail.run.failure = nil
        detail.run.inputs[0].artifact = artifact(#"{"epochs":20,"rate":0.01}"#)
        detail.run.output = artifact("{}", "Model")
        return detail
    }

    static func record(_ id: PipelineRunID = pipelineRun, _ state: PipelineRunState = .failed) -> PipelineRunRecord {
        PipelineRunRecord(
            id: id,
            name: "digits",
            function: "Digits.main()",
            state: state,
            runner: "local",
            driver: .init(user: "ada", host: "laptop", processID: 1, processStart: 0),
            strataVersion: "0.4.0",
            createdAt: ago(500)
        )
    }

    static func html(_ data: RunPageData) throws -> String {
        let frame = PageFrame(section: "runs", user: nil, csrfToken: nil, canSubmit: true, version: "0.4.0")
        return try Dashboard().html(RunPage(data), in: frame)
    }
}
