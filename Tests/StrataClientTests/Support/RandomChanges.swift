import StrataModel
import StrataTestSupport

/// Makes changes of every kind with extreme and odd values in them.
struct RandomChanges {
    private var generator: SeededGenerator
    /// Whether NaN may come, which is not equal to itself.
    var hasNaN = false

    /// The same ones for the same seed.
    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func change() -> RecordChange {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: .function(number(), function())
        case 1: .created(run())
        case 2: .transition(transition())
        case 3:
            .log(
                LogLine(
                    run: number(),
                    attempt: number(),
                    number: number(),
                    time: time(),
                    level: text(),
                    message: text()
                )
            )
        case 4:
            .metric(
                MetricPoint(run: number(), attempt: number(), name: text(), step: number(), value: real(), time: time())
            )
        default: .ended(one(PipelineRunState.allCases) ?? .failed, time(), maybe { $0.failure() })
        }
    }

    private mutating func one<Element>(_ elements: [Element]) -> Element? {
        elements.randomElement(using: &generator)
    }

    private mutating func maybe<Value>(_ make: (inout RandomChanges) -> Value) -> Value? {
        Bool.random(using: &generator) ? make(&self) : nil
    }

    private mutating func list<Value>(_ make: (inout RandomChanges) -> Value) -> [Value] {
        (0..<Int.random(in: 0...3, using: &generator)).map { _ in make(&self) }
    }

    private mutating func number<Number: FixedWidthInteger>() -> Number {
        one([.min, .max, 0, 1]).flatMap { number in maybe { _ in number } }
            ?? Number.random(in: .min ... .max, using: &generator)
    }

    private mutating func real() -> Double {
        let special: [Double] = [
            0, -0.0, 1e-300, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity, -.infinity, 1.0 / 3,
        ]
        if hasNaN, let number = maybe({ _ in Double.nan }) { return number }
        return one(special) ?? 0
    }

    private mutating func text() -> String {
        let parts = [
            "", "a", "\u{0}", "\"\\/", "\n\r\t", "ünï", "e\u{301}", "👩‍🔬", "\u{2028}", "</script>", "NaN", "\u{FEFF}",
        ]
        return list { $0.one(parts) ?? "" }.joined()
    }

    private mutating func time() -> Timestamp { Timestamp(microseconds: number()) }

    private mutating func digest() -> Digest { Digest(hashing: Array(text().utf8)) }

    private mutating func failure() -> RunFailure {
        let causes: [FailureCause] = [
            .user, .nested(number()), .timeout(.queue), .timeout(.run), .outOfMemory, .preempted, .imagePull,
            .unschedulable,
            .infrastructure, .artifact, .canceled(because: maybe { $0.number() }), .unknown("later"),
        ]
        return RunFailure(
            cause: one(causes) ?? .user,
            message: text(),
            errorType: maybe { $0.text() },
            remedy: maybe { $0.text() }
        )
    }

    private mutating func artifact() -> ArtifactRecord {
        ArtifactRecord(
            reference: ArtifactReference(digest: digest(), size: number(), type: text(), mediaType: text()),
            inline: maybe { $0.list { $0.number() } },
            view: maybe { $0.view(depth: 0) },
            blobs: list { $0.digest() }
        )
    }

    private mutating func view(depth: Int) -> ArtifactView {
        switch Int.random(in: 0..<(depth > 2 ? 5 : 6), using: &generator) {
        case 0: .table(TableView(columns: list { $0.text() }, rows: list { $0.list { $0.text() } }))
        case 1: .image(ImageView(format: .png, bytes: list { $0.number() }, caption: text()))
        case 2: .plot(PlotView(title: text(), xLabel: text(), yLabel: text(), content: plot()))
        case 3: .markdown(text())
        case 4: .link(title: text(), url: text())
        default: .sections(list { .init($0.text(), $0.view(depth: depth + 1)) })
        }
    }

    private mutating func plot() -> PlotView.Content {
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: .lines(list { .init(name: $0.text(), x: $0.list { $0.real() }, y: $0.list { $0.real() }) })
        case 1: .bars(labels: list { $0.text() }, values: list { $0.real() })
        default: .heatMap(rows: list { $0.text() }, columns: [], values: list { $0.list { $0.real() } })
        }
    }

    private mutating func input() -> RunInput {
        RunInput(name: text(), artifact: artifact(), source: maybe { $0.number() })
    }

    private mutating func transition() -> RunTransition {
        RunTransition(
            index: number(),
            from: one(RunState.allCases) ?? .created,
            to: one(RunState.allCases) ?? .created,
            time: time(),
            attempt: number(),
            inputs: list { $0.input() },
            output: maybe { $0.artifact() },
            failure: maybe { $0.failure() }
        )
    }

    private mutating func run() -> RunRecord {
        RunRecord(
            index: number(),
            parent: maybe { $0.number() },
            isAwaited: Bool.random(using: &generator),
            function: number(),
            state: one(RunState.allCases) ?? .created,
            attempt: number(),
            times: RunTimes(
                created: time(),
                scheduled: maybe { $0.time() },
                started: maybe { $0.time() },
                ended: maybe { $0.time() }
            ),
            dependencies: list { RunDependency(run: $0.number(), input: $0.maybe { $0.number() }, path: $0.text()) },
            inputs: list { $0.input() },
            output: maybe { $0.artifact() },
            failure: maybe { $0.failure() }
        )
    }

    private mutating func function() -> FunctionRecord {
        FunctionRecord(
            name: text(),
            label: text(),
            kind: one([.computing, .graph, .closure]) ?? .graph,
            parameters: list { .init(name: $0.text(), type: $0.text(), hasDefault: true) },
            resultType: text(),
            settings: FunctionSettings(
                standalone: maybe { _ in true },
                cache: true,
                retry: maybe { Retry(attempts: $0.number()) },
                timeout: maybe { .microseconds(Int64.random(in: 0...1 << 50, using: &$0.generator)) },
                resources: maybe { ResourceRequirements(cpu: $0.maybe { $0.text() }, memory: nil, gpus: $0.number()) },
                tags: list { $0.text() }
            ),
            source: text(),
            documentation: text(),
            file: text(),
            line: number()
        )
    }
}
