import StrataAPI
import StrataEngine
import StrataModel
import StrataStore
import Testing

extension ServerStoreContract {
    static let appendCases: [ContractCase<any ServerStore>] = [
        ContractCase("Lines and points are appended once for each key") { store in
            let id = try await begin(store)
            let run = RunID(pipelineRun: id, index: 0)
            try await send(store, id, 1, [.created(Samples.run(0))])
            let changes: [RecordChange] = [
                .log(MetadataStoreContract.line(0, "one", number: 0)),
                .log(MetadataStoreContract.line(0, "two", number: 1)),
                .metric(MetadataStoreContract.point(0, "m", 0, 1)),
            ]
            #expect(try await store.append(changes, to: id, key: "a"))
            #expect(try await !store.append(changes, to: id, key: "a"))
            #expect(try await store.append([changes[2]], to: id, key: "b"))
            #expect(try await store.logs(of: run, includingDescendants: false).map(\.message) == ["one", "two"])
            #expect(try await store.metrics(of: run).count == 2)
        },
        ContractCase("A key counts for its pipeline run alone") { store in
            for id in [try await begin(store), try await begin(store)] {
                try await send(store, id, 1, [.created(Samples.run(0))])
                let line = MetadataStoreContract.line(0, "one", number: 0)
                #expect(try await store.append([.log(line)], to: id, key: "a"))
            }
        },
        ContractCase("What cannot be appended is refused, and its key is not used up") { store in
            let id = try await begin(store)
            try await send(store, id, 1, [.created(Samples.run(0))])
            let line = RecordChange.log(MetadataStoreContract.line(0, "one", number: 0))
            for change: RecordChange in [
                .created(Samples.run(1)), Samples.step(0, .created, .scheduled), .ended(.failed, Samples.time(0), nil),
                .function(1, Samples.function()), .log(MetadataStoreContract.line(0, "gap", number: 2)),
            ] {
                await expectStoreError(.conflict, containing: id.short) {
                    _ = try await store.append([line, change], to: id, key: "a")
                }
            }
            await expectStoreError(.notFound) {
                _ = try await store.append([.log(MetadataStoreContract.line(5, "x", number: 0))], to: id, key: "a")
            }
            await expectStoreError(.notFound) { _ = try await store.append([line], to: PipelineRunID(), key: "a") }
            for key in ["", String(repeating: "k", count: 1000)] {
                await expectStoreError(.conflict) { _ = try await store.append([line], to: id, key: key) }
            }
            #expect(try await store.logs(of: RunID(pipelineRun: id, index: 0), includingDescendants: true).isEmpty)
            #expect(try await store.append([line], to: id, key: "a"))
        },
        ContractCase("What a run still logs when the whole has ended is appended") { store in
            let id = try await begin(store)
            try await send(store, id, 1, [.created(Samples.run(0)), .ended(.failed, Samples.time(9), nil)])
            let line = RecordChange.log(MetadataStoreContract.line(0, "late", number: 0))
            #expect(try await store.append([line], to: id, key: "a"))
        },
    ]
}
