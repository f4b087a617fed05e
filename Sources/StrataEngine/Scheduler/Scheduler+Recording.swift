import StrataModel

extension Scheduler {
    /// Notes a run on its own: the root, or an awaited call.
    func recordCreation(_ run: RunIndex, _ specification: RunSpecification, _ machine: PipelineMachine) {
        guard let recorder else { return }
        recorder.record(
            .created(
                RunRecord(
                    index: run,
                    parent: machine.parent(of: run),
                    isAwaited: machine.isAwaited(run),
                    function: specification.function,
                    times: RunTimes(created: clock()),
                    dependencies: specification.dependencies
                )
            )
        )
    }

    /// Notes the runs of a graph, which number each other from the first of them.
    func recordCreations(_ range: Range<RunIndex>, _ specifications: [RunSpecification], parent: RunIndex) {
        guard let recorder else { return }
        let time = clock()
        for (run, specification) in zip(range, specifications) {
            let dependencies = specification.dependencies.map { dependency in
                RunDependency(run: range.lowerBound + dependency.run, input: dependency.input, path: dependency.path)
            }
            recorder.record(
                .created(
                    RunRecord(
                        index: run,
                        parent: parent,
                        function: specification.function,
                        times: RunTimes(created: time),
                        dependencies: dependencies
                    )
                )
            )
        }
    }

    /// Notes that a run's function starts.
    func recordStart(of run: RunIndex, attempt: Int32, inputs: [RunInput]) {
        recorder?.record(
            .transition(
                RunTransition(
                    index: run,
                    from: .scheduled,
                    to: .running,
                    time: clock(),
                    attempt: attempt,
                    inputs: inputs
                )
            )
        )
    }
}
