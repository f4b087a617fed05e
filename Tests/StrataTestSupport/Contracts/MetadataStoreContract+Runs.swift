import StrataEngine
import StrataModel
import Testing

extension MetadataStoreContract {
    static let runCases: [ContractCase<any MetadataStore>] = [
        ContractCase("A run that comes and goes within one batch is recorded with all its times") { store in
            let id = try await begin(store)
            try await store.commit(life(of: 0), to: id)
            #expect(try await store.run(RunID(pipelineRun: id, index: 0)) == lived(0))
        },
        ContractCase("A run recorded step by step is the same as one recorded at once") { store in
            let id = try await begin(store)
            for change in life(of: 0) { try await store.commit([change], to: id) }
            #expect(try await store.run(RunID(pipelineRun: id, index: 0)) == lived(0))
        },
        ContractCase("A run that is recorded with everything comes back with everything") { store in
            let id = try await begin(store)
            try await store.commit([.created(Samples.run(0)), .created(everything)], to: id)
            #expect(try await store.run(RunID(pipelineRun: id, index: 5)) == everything)
        },
        ContractCase("Lists of runs have graphs and references, but no inputs, bytes or views") { store in
            let id = try await begin(store)
            let parent = RecordChange.created(Samples.run(0))
            try await store.commit([parent, .created(everything)] + life(of: 9) + [.created(Samples.run(7))], to: id)
            var listed = everything
            listed.inputs = []
            listed.output?.inline = nil
            listed.output?.view = nil
            #expect(try await store.runs(of: id, in: 1..<6) == [listed])
            #expect(try await store.runs(of: id, in: 0..<RunIndex.max).map(\.index) == [0, 5, 7, 9])
            #expect(try await store.runs(of: id, in: 6..<9).map(\.index) == [7])
            #expect(try await store.runs(of: id, in: -5..<0) == [])
            #expect(try await store.runs(of: id, in: 3..<3) == [])
            #expect(try await store.runs(of: PipelineRunID(), in: 0..<9) == [])
        },
        ContractCase("An input that is another run's output gets its bytes and view from there") { store in
            let id = try await begin(store)
            let view = ArtifactView.table(TableView(columns: ["x"], rows: [["1"], []]))
            let output = Samples.artifact("{\"x\":1}", view: view)
            let input = RunInput(name: "data", artifact: ArtifactRecord(reference: output.reference), source: 0)
            try await store.commit(
                life(of: 0, output: output) + [
                    .created(Samples.run(1, dependencies: [RunDependency(run: 0, input: 0)])),
                    Samples.step(1, .created, .scheduled), Samples.step(1, .scheduled, .running, inputs: [input]),
                ],
                to: id
            )
            let run = try #require(try await store.run(RunID(pipelineRun: id, index: 1)))
            #expect(run.inputs == [RunInput(name: "data", artifact: output, source: 0)])
        },
        ContractCase("An input may see another run's output under a type of its own") { store in
            let id = try await begin(store)
            let output = Samples.artifact("{}", type: "Model")
            let optional = Samples.artifact("{}", type: "Model?")
            var run = Samples.run(1, state: .running)
            run.inputs = [
                RunInput(name: "a", artifact: ArtifactRecord(reference: optional.reference), source: 0),
                RunInput(name: "b", artifact: ArtifactRecord(reference: output.reference), source: 0),
            ]
            try await store.commit(life(of: 0, output: output), to: id)
            try await store.commit([.created(run)], to: id)
            let inputs = try await store.run(RunID(pipelineRun: id, index: 1))?.inputs
            #expect(inputs?.map(\.artifact) == [optional, output])
        },
        ContractCase("An attempt that is tried again leaves the inputs and the failure of the last one") { store in
            let id = try await begin(store)
            let failure = RunFailure(cause: .preempted, message: "the node went away")
            let first = RunInput(name: "a", artifact: Samples.artifact("1"))
            let second = RunInput(name: "a", artifact: Samples.artifact("2"))
            let index = RunID(pipelineRun: id, index: 0)
            try await store.commit(
                [
                    .created(Samples.run(0)), Samples.step(0, .created, .scheduled, at: 10),
                    Samples.step(0, .scheduled, .running, at: 20, inputs: [first, first]),
                    Samples.step(0, .running, .retrying, at: 30, failure: failure),
                ],
                to: id
            )
            #expect(try await store.run(index)?.failure == failure)
            try await store.commit([Samples.step(0, .retrying, .scheduled, at: 40)], to: id)
            try await store.commit(
                [Samples.step(0, .scheduled, .running, at: 50, attempt: 2, inputs: [second])],
                to: id
            )
            try await store.commit([Samples.step(0, .running, .succeeded, at: 60, attempt: 2)], to: id)
            let run = try #require(try await store.run(index))
            #expect(run.failure == nil)
            #expect(run.inputs == [second])
            #expect(run.attempt == 2)
            #expect(run.times.scheduled == Samples.time(40))
            #expect(run.times.started == Samples.time(50))
        },
        ContractCase("States are counted") { store in
            let id = try await begin(store)
            try await store.commit(life(of: 0) + life(of: 1) + [.created(Samples.run(2))], to: id)
            #expect(try await store.stateCounts(of: id) == [.succeeded: 2, .created: 1])
            #expect(try await store.stateCounts(of: PipelineRunID()) == [:])
        },
        ContractCase("A run that was never recorded is nil") { store in
            let id = try await begin(store)
            #expect(try await store.run(RunID(pipelineRun: id, index: 0)) == nil)
            #expect(try await store.run(RunID(pipelineRun: id, index: -1)) == nil)
            #expect(try await store.run(RunID(pipelineRun: id, index: .max)) == nil)
            #expect(try await store.run(RunID(pipelineRun: PipelineRunID(), index: 0)) == nil)
        },
        ContractCase("Views keep NaN, infinities and binary content; texts may be huge and hold NUL") { store in
            let id = try await begin(store)
            let series = PlotView.Series(name: "s", x: [1, 2], y: [.infinity, -.infinity])
            let view = ArtifactView.sections([
                .init("plot", .plot(PlotView(title: "t", content: .lines([series])))),
                .init("image", .image(ImageView(format: .png, bytes: [0, 255, 1], caption: "c"))),
                .init("text", .markdown(String(repeating: "# Ünïcode \u{0}\n", count: 100_000))),
            ])
            var run = Samples.run(0, state: .succeeded)
            run.output = Samples.artifact("x", type: String(repeating: "Optional<", count: 50_000), view: view)
            try await store.commit([.created(run)], to: id)
            #expect(try await store.run(RunID(pipelineRun: id, index: 0)) == run)

            let heat = PlotView(title: "", content: .heatMap(rows: ["r"], columns: ["c"], values: [[.nan]]))
            run = Samples.run(1, state: .succeeded)
            run.output = Samples.artifact("y", view: .plot(heat))
            try await store.commit([.created(run)], to: id)
            let read = try await store.run(RunID(pipelineRun: id, index: 1))
            guard case .plot(let plot) = read?.output?.view, case .heatMap(_, _, let values) = plot.content else {
                Issue.record("no heat map")
                return
            }
            #expect(values.first?.first?.isNaN == true)
        },
    ]

    /// What a run goes through that succeeds at once.
    static func life(of index: RunIndex, output: ArtifactRecord = Samples.artifact("out")) -> [RecordChange] {
        [
            .created(Samples.run(index)),
            Samples.step(index, .created, .scheduled, at: 100, attempt: 0),
            Samples.step(index, .scheduled, .running, at: 200, inputs: [constant]),
            Samples.step(index, .running, .succeeded, at: 300, output: output),
        ]
    }

    /// The run after ``life(of:output:)``.
    private static func lived(_ index: RunIndex) -> RunRecord {
        var run = Samples.run(index, state: .succeeded)
        run.attempt = 1
        run.times.scheduled = Samples.time(100)
        run.times.started = Samples.time(200)
        run.times.ended = Samples.time(300)
        run.inputs = [constant]
        run.output = Samples.artifact("out")
        return run
    }

    private static let constant = RunInput(name: "config", artifact: Samples.artifact("{}", type: "Config"))

    private static let everything = RunRecord(
        index: 5,
        parent: 0,
        isAwaited: true,
        function: 0,
        state: .cached,
        attempt: 4,
        times: RunTimes(
            created: latest,
            scheduled: Timestamp(microseconds: 0),
            ended: Timestamp(microseconds: 1)
        ),
        dependencies: [
            RunDependency(run: 2, input: 1, path: ".training[3]"), RunDependency(run: 1, input: nil),
            RunDependency(run: 2, input: 0),
        ],
        inputs: [
            RunInput(name: "", artifact: Samples.artifact("", type: "")),
            RunInput(
                name: "file",
                artifact: ArtifactRecord(
                    reference: ArtifactReference(digest: Digest(hashing: [1]), size: .max, type: "File"),
                    blobs: [Digest(hashing: [2]), Digest(hashing: [3])]
                )
            ),
        ],
        output: ArtifactRecord(
            reference: ArtifactReference(digest: Digest(hashing: []), size: 0, type: "D", mediaType: "x/y"),
            inline: [],
            view: .link(title: "t", url: "https://example.com"),
            blobs: [Digest(hashing: [4])]
        ),
        failure: RunFailure(cause: .unknown("future"), message: "m", errorType: "E", remedy: "r")
    )
}
