import StrataAPI
import StrataModel
import Testing

@testable import StrataDashboard

@Suite("The page of a run")
struct RunPageTests {
    @Test("says why a run failed, what it was given, who made that, and what the last good run did otherwise")
    func answers() throws {
        let failure = RunFailure(
            cause: .user,
            message: "the loss is \u{1B}[31mNaN\u{1B}[0m",
            errorType: "Digits.TrainingError",
            remedy: "Try a smaller rate."
        )
        var good = RunSamples.succeeded()
        good.function.source = "/// Trains.\n@Func\nfunc train(config: Config) -> Model {\n    old(config)\n}"
        let html = try RunSamples.html(
            RunPageData(
                detail: RunSamples.failed(failure),
                pipelineRun: RunSamples.record(),
                lastGood: good,
                now: RunSamples.now
            )
        )
        #expect(RunPageChecker.fault(in: html) == nil)
        let (id, other) = (RunSamples.pipelineRun, RunSamples.good)
        for words in [
            "The function threw an error.", ">the loss is NaN</pre>", "Digits.TrainingError", "Try a smaller rate.",
            "attempt 3 of 3", "Something broke that is not the function&#39;s", "the store did not answer",
            "href=\"/runs/\(id).1\">configure</a>", "href=\"/runs/\(id).4\">evaluate</a>",
            "href=\"/runs/\(id).0\">main</a>",
            "href=\"/runs/\(other).3\"", "href=\"/compare?left=\(other).3&amp;right=\(id).3\"",
            "config.rate", "<span class=\"isolate break\">0.01</span>", "<span class=\"isolate break\">0.5</span>",
            "    old(config)", "Trains <strong>well</strong>.", "data-n=\"10\"", "Queued</span> 1 min 30 s",
            "1 min 28 s",
            "Ran inline, in the driver&#39;s process, without a container.",
        ] {
            #expect(html.contains(words), "\(words)")
        }
        #expect(!html.contains("config.epochs") && !html.contains("\u{1B}"))
    }

    @Test("follows a failure down to the run that failed by itself")
    func below() throws {
        var detail = RunSamples.failed(RunFailure(cause: .nested(7), message: "a run below failed"))
        detail.run.state = .nestedFailed
        let chain = [
            RunPageData.FailedRun(link: RunLink(index: 7, label: "trainAll", state: .nestedFailed), failure: nil),
            RunPageData.FailedRun(
                link: RunLink(index: 9, label: "fit", state: .failed),
                failure: RunFailure(cause: .timeout(.run), message: "over after 10 s", remedy: "Give it more time.")
            ),
        ]
        let html = try RunSamples.html(
            RunPageData(detail: detail, pipelineRun: RunSamples.record(), failedBelow: chain, now: RunSamples.now)
        )
        #expect(RunPageChecker.fault(in: html) == nil)
        for words in [
            "A run below this one failed: trainAll (run 7).", "/runs/\(RunSamples.pipelineRun).9\">fit</a>",
            "It executed longer than its settings allow.", "over after 10 s", "Give it more time.",
            "/runs/\(RunSamples.pipelineRun).9#failure",
        ] {
            #expect(html.contains(words), "\(words)")
        }
    }

    @Test("shows strings that others wrote as text, wherever they stand")
    func hostile() throws {
        let evil = RunSamples.hostile
        var detail = RunSamples.failed(RunFailure(cause: .unknown(evil), message: evil, errorType: evil, remedy: evil))
        detail.function = FunctionRecord(
            name: evil,
            label: evil,
            kind: .graph,
            parameters: [.init(name: evil, type: evil)],
            resultType: evil,
            settings: FunctionSettings(resources: ResourceRequirements(cpu: evil, memory: evil), tags: [evil]),
            source: evil,
            documentation: evil + "\n\n[x](javascript:x())",
            file: evil,
            line: .max
        )
        detail.attempts = [
            AttemptRecord(number: .max, started: nil, ended: RunSamples.now, failure: detail.run.failure)
        ]
        detail.ancestors = [RunLink(index: 0, label: evil, state: .running)]
        detail.upstream = [RunLink(index: 1, label: evil, state: .failed, input: evil, path: evil)]
        detail.downstream = detail.upstream
        detail.run.inputs = [
            RunInput(
                name: evil,
                artifact: RunSamples.artifact(evil, evil, view: RunViewTests.everything(evil)),
                source: 1
            ),
            RunInput(name: "..", artifact: RunSamples.artifact("{\"\(evil)", evil)),
        ]
        detail.run.output = detail.run.inputs[0].artifact
        var record = RunSamples.record()
        record.runner = evil
        let html = try RunSamples.html(
            RunPageData(
                detail: detail,
                pipelineRun: record,
                notes: [Note(id: evil, run: 3, author: evil, text: evil, createdAt: RunSamples.now)],
                failedBelow: [.init(link: detail.upstream[0], failure: detail.run.failure)],
                lastGood: RunSamples.succeeded(),
                metrics: [MetricPoint(run: 3, attempt: 3, name: evil, step: 0, value: .nan, time: RunSamples.now)],
                image: RunImage(
                    tag: evil,
                    reference: evil,
                    baseName: evil,
                    baseDigest: Digest(hashing: []),
                    layers: [.init(name: evil, digest: Digest(hashing: []), size: 1)]
                ),
                now: RunSamples.now
            )
        )
        #expect(RunPageChecker.fault(in: html) == nil)
        #expect(!html.contains("<script>x()") && !html.contains("\u{202E}") && !html.contains("\u{0}"))
    }

    @Test("makes a page in every state, with nothing known but that", arguments: RunState.allCases)
    func states(state: RunState) throws {
        var detail = RunSamples.failed(RunFailure(cause: .user, message: ""))
        detail.run = RunRecord(
            index: 3,
            parent: nil,
            function: 0,
            state: state,
            times: RunTimes(created: RunSamples.ago(9))
        )
        detail.attempts = []
        let html = try RunSamples.html(
            RunPageData(detail: detail, pipelineRun: RunSamples.record(), now: RunSamples.now)
        )
        #expect(RunPageChecker.fault(in: html) == nil)
        #expect(html.contains("data-state=\"\(state.rawValue)\""))
        #expect(
            html.contains(state.isTerminal ? "The inputs were never all there." : "The inputs are not all there yet.")
        )
    }

    @Test(
        "says every cause in a sentence",
        arguments: [
            .user, .nested(2), .timeout(.queue), .timeout(.run), .outOfMemory, .preempted, .imagePull, .unschedulable,
            .infrastructure, .artifact, .canceled(because: nil), .canceled(because: 4), .unknown("x"),
        ] as [FailureCause]
    )
    func causes(cause: FailureCause) {
        let sentence = CauseText.sentence(cause) { "run \($0)" }
        #expect(sentence.hasSuffix(".") && sentence.first?.isUppercase == true)
        if let run = CauseText.run(cause) { #expect(sentence.contains("run \(run)")) }
    }

    @Test("leaves out notes about other runs, and shows those about this one as Markdown")
    func notes() throws {
        let notes = [
            Note(id: "a", run: 3, author: "ada", text: "the *rate*", createdAt: RunSamples.now),
            Note(id: "b", run: 4, author: "bob", text: "elsewhere", createdAt: RunSamples.now),
            Note(id: "c", run: nil, author: "eve", text: "everywhere", createdAt: RunSamples.now),
        ]
        let detail = RunSamples.failed(RunFailure(cause: .user, message: "no"))
        let html = try RunSamples.html(
            RunPageData(detail: detail, pipelineRun: RunSamples.record(), notes: notes, now: RunSamples.now)
        )
        #expect(html.contains("the <em>rate</em>") && !html.contains("elsewhere") && !html.contains("everywhere"))
    }

    @Test("The checker of these tests finds what is wrong")
    func checkerFinds() {
        for html in [
            "<script>x</script>", "<p onclick=\"x\"></p>", "<p style=\"x\"></p>", "<a href=\"javascript:x\"></a>",
            "<p>",
            "<a href=\"//x\"></a>", "<iframe></iframe>", "<p a=\"b\"\u{301} c=\"d\"></p>", "<p></b>", "<p class=x></p>",
        ] {
            #expect(RunPageChecker.fault(in: html) != nil, "\(html)")
        }
    }
}
