import StrataEngine
import StrataModel
import Testing

extension MetadataStoreContract {
    static let reportCases: [ContractCase<any MetadataStore>] = [
        ContractCase("Logs come in order of time, with those of descendants where they are wanted") { store in
            let id = try await begin(store)
            try await store.commit(
                [
                    .created(Samples.run(0)), .created(Samples.run(1, parent: 0)), .created(Samples.run(2, parent: 0)),
                    .created(Samples.run(3, parent: 1)), .log(line(3, "deep", at: 1)), .log(line(0, "root", at: 4)),
                    .log(line(1, "first\u{0}", at: 2)), .log(line(1, "second", at: 3, number: 1)),
                    .log(line(2, "sibling", at: 0)),
                ],
                to: id
            )
            func texts(_ index: RunIndex, _ all: Bool) async throws -> [String] {
                try await store.logs(of: RunID(pipelineRun: id, index: index), includingDescendants: all).map(\.message)
            }
            #expect(try await texts(0, true) == ["sibling", "deep", "first\u{0}", "second", "root"])
            #expect(try await texts(1, true) == ["deep", "first\u{0}", "second"])
            #expect(try await texts(1, false) == ["first\u{0}", "second"])
            #expect(try await texts(9, true) == [])
            let lines = try await store.logs(of: RunID(pipelineRun: id, index: 2), includingDescendants: false)
            #expect(lines == [line(2, "sibling", at: 0)])
        },
        ContractCase("A line may be sent again, but not changed") { store in
            let id = try await begin(store)
            try await store.commit([.created(Samples.run(0)), .log(line(0, "a"))], to: id)
            try await store.commit([.log(line(0, "a"))], to: id)
            await expectStoreError(.conflict) { try await store.commit([.log(line(0, "b"))], to: id) }
            #expect(
                try await store.logs(of: RunID(pipelineRun: id, index: 0), includingDescendants: true)
                    == [line(0, "a")]
            )
        },
        ContractCase("Metric points keep NaN and infinities and come in order of name and step") { store in
            let id = try await begin(store)
            try await store.commit(
                [
                    .created(Samples.run(0)), .metric(point(0, "loss", 2, .nan)), .metric(point(0, "loss", -1, 0.1)),
                    .metric(point(0, "accuracy", 7, .infinity)), .metric(point(0, "loss", 2, -.infinity)),
                    .metric(point(0, "loss", 3, .leastNonzeroMagnitude)),
                ],
                to: id
            )
            let points = try await store.metrics(of: RunID(pipelineRun: id, index: 0))
            #expect(points.map(\.name) == ["accuracy", "loss", "loss", "loss", "loss"])
            #expect(points.map(\.step) == [7, -1, 2, 2, 3])
            #expect(points.map { "\($0.value)" } == ["inf", "0.1", "nan", "-inf", "5e-324"])
            #expect(points.first == point(0, "accuracy", 7, .infinity))
            #expect(try await store.metrics(of: RunID(pipelineRun: id, index: 1)) == [])
        },
    ]

    static func line(_ run: RunIndex, _ message: String, at time: Int64 = 0, number: Int64 = 0) -> LogLine {
        LogLine(run: run, attempt: 1, number: number, time: Samples.time(time), level: "info", message: message)
    }

    static func point(_ run: RunIndex, _ name: String, _ step: Int64, _ value: Double) -> MetricPoint {
        MetricPoint(run: run, attempt: 1, name: name, step: step, value: value, time: Samples.time(step))
    }
}
