import StrataAPI
import StrataEngine
import StrataModel
package import StrataStore
import Testing

extension ServerStoreContract {
    static let batchCases: [ContractCase<any ServerStore>] = [
        ContractCase("A pipeline run is registered once, and again without harm") { store in
            var record = Samples.pipelineRun(tags: ["a"])
            #expect(try await store.register(record) == ChangeBatch.Receipt(nextBatch: 0))
            #expect(try await store.summary(of: record.id)?.isRemote == true)
            try await send(store, record.id, 0, [.function(0, Samples.function())])
            try await store.setTags(["b"], of: record.id)
            let requested = try await store.requestCancel(of: record.id, at: Samples.time(9))
            let again = try await store.register(record)
            #expect(again == ChangeBatch.Receipt(nextBatch: 1, isRepeated: true, cancelRequestedAt: requested))
            record.name = "another"
            await expectStoreError(.conflict, containing: record.id.short) { [record] in
                _ = try await store.register(record)
            }
            #expect(try await store.pipelineRun(record.id)?.name == "nightly")
        },
        ContractCase("A batch that is sent again is recorded once, and other content under its number refused") {
            store in
            let id = try await begin(store)
            let changes: [RecordChange] = [.created(Samples.run(0)), Samples.step(0, .created, .scheduled)]
            #expect(try await send(store, id, 1, changes) == ChangeBatch.Receipt(nextBatch: 2))
            let again = try await send(store, id, 1, changes)
            #expect(again == ChangeBatch.Receipt(nextBatch: 2, isRepeated: true))
            let others: [(Int64, [RecordChange])] = [
                (1, [changes[0]]), (0, changes), (3, changes), (.max, changes), (-1, []),
            ]
            for (number, content) in others {
                let error = await #expect(throws: StoreError.self) { try await send(store, id, number, content) }
                #expect(error?.code == .conflict, "\(number)")
                #expect(error?.nextBatch == 2, "\(number)")
            }
            #expect(try await store.runs(of: id, in: 0..<9).map(\.state) == [.scheduled])
        },
        ContractCase("A batch that is refused takes back its own changes alone") { store in
            let ids = [try await begin(store), try await begin(store), try await begin(store)]
            let good: [RecordChange] = [
                .function(1, Samples.function("other")), .created(Samples.run(0)),
                .log(MetadataStoreContract.line(0, "one", number: 0)),
                .metric(MetadataStoreContract.point(0, "m", 0, 1)),
            ]
            let bad = good + [Samples.step(0, .running, .failed)]
            let results = try await store.commit([
                (ids[1], ChangeBatch(number: 1, changes: bad)),
                (ids[0], ChangeBatch(number: 1, changes: good)),
                (PipelineRunID(), ChangeBatch(number: 0, changes: [])),
                (ids[2], ChangeBatch(number: 1, changes: good)),
                (ids[1], ChangeBatch(number: 1, changes: good)),
                (ids[0], ChangeBatch(number: 2, changes: [.created(Samples.run(1))])),
            ])
            let codes = results.map { result -> StoreError.Code? in
                guard case .failure(let error) = result else { return nil }
                return error.code
            }
            #expect(codes == [.illegalTransition, nil, .notFound, nil, nil, nil])
            guard case .failure(let refusal) = results[0] else { return }
            #expect(refusal.presentState == .created)
            for id in ids {
                let run = RunID(pipelineRun: id, index: 0)
                #expect(try await store.functions(of: id).keys.sorted() == [0, 1])
                #expect(try await store.logs(of: run, includingDescendants: false).map(\.message) == ["one"])
                #expect(try await store.metrics(of: run).count == 1)
                let count = id == ids[0] ? 2 : 1
                #expect(try await store.stateCounts(of: id) == [.created: count])
            }
        },
        ContractCase("Nothing is recorded of a pipeline run that has ended, but its last batch may come again") {
            store in
            let id = try await begin(store)
            let end: [RecordChange] = [.created(Samples.run(0)), .ended(.failed, Samples.time(9), nil)]
            await expectStoreError(.illegalTransition, containing: id.short) {
                try await send(store, id, 1, end + [.created(Samples.run(1))])
            }
            try await send(store, id, 1, end)
            #expect(try await send(store, id, 1, end).isRepeated)
            await expectStoreError(.illegalTransition, containing: id.short, "failed") {
                try await send(store, id, 2, [.created(Samples.run(1))])
            }
            #expect(try await store.runs(of: id, in: 0..<9).map(\.index) == [0])
            #expect(try await store.pipelineRun(id)?.state == .failed)
        },
        ContractCase("Receipts say that someone wants the pipeline run to be canceled") { store in
            let id = try await begin(store)
            let time = try await store.requestCancel(of: id, at: Samples.time(5))
            #expect(time == Samples.time(5))
            #expect(try await send(store, id, 1, []).cancelRequestedAt == time)
        },
        ContractCase("No batches at all are fine") { store in
            let results = try await store.commit([])
            #expect(results.isEmpty)
        },
    ]

    /// Changes that no driver sends, by what is wrong with them; the pipeline run has run 0 and the function 0.
    package static let implausibleChanges: [ImplausibleChange] = {
        let created = Samples.run(1)
        func run(_ sentence: String, _ change: (inout RunRecord) -> Void) -> ImplausibleChange {
            var run = created
            change(&run)
            return ImplausibleChange(sentence, .created(run))
        }
        func step(_ sentence: String, _ change: (inout RunTransition) -> Void) -> ImplausibleChange {
            var step = RunTransition(index: 0, from: .created, to: .scheduled, time: Samples.time(1), attempt: 0)
            change(&step)
            return ImplausibleChange(sentence, .transition(step))
        }
        let huge = Timestamp(microseconds: .max)
        let input = RunInput(
            name: "x",
            artifact: ArtifactRecord(reference: ArtifactReference(digest: Digest(hashing: []), size: -1, type: "T"))
        )
        return [
            run("a run with a negative number") { $0.index = -1 },
            run("a run with the lowest number") { $0.index = .min },
            run("a run with the highest number") { $0.index = .max },
            run("a run far behind the others") { $0.index = 200_000 },
            run("a run that made itself") { $0.parent = 1 },
            run("a run made by a later one") { $0.parent = 7 },
            run("a run made by a negative one") { $0.parent = -7 },
            run("a run of an unknown function") { $0.function = 7 },
            run("a run of a negative function") { $0.function = .min },
            run("a run with a negative attempt") { $0.attempt = -1 },
            run("a run from before all time") { $0.times.created = Timestamp(microseconds: .min) },
            run("a run that ends after all time") { $0.times.ended = huge },
            run("a run that waits for itself") { $0.dependencies = [RunDependency(run: 1, input: nil)] },
            run("a run that waits for a negative one") { $0.dependencies = [RunDependency(run: -1, input: nil)] },
            run("an edge to a negative input") { $0.dependencies = [RunDependency(run: 0, input: -1)] },
            run("an input of negative size") { $0.inputs = [input] },
            step("a step of an unknown run") { $0.index = 77 },
            step("a step of a negative run") { $0.index = -1 },
            step("a step after all time") { $0.time = huge },
            step("a step of a negative attempt") { $0.attempt = .min },
            step("an output of negative size") { $0.output = input.artifact },
            ImplausibleChange("a negative key", .function(-1, Samples.function())),
            ImplausibleChange("an end before all time", .ended(.failed, Timestamp(microseconds: -1), nil)),
            ImplausibleChange("an end that is none", .ended(.running, Samples.time(1), nil)),
            ImplausibleChange("a line far behind the others", .log(MetadataStoreContract.line(0, "x", number: .max))),
            ImplausibleChange("a line with a negative number", .log(MetadataStoreContract.line(0, "x", number: -1))),
            ImplausibleChange("a line of an unknown run", .log(MetadataStoreContract.line(8, "x", number: 0))),
            ImplausibleChange("a point of an unknown run", .metric(MetadataStoreContract.point(8, "m", 0, 1))),
        ]
    }()

    /// A change that must be refused.
    package struct ImplausibleChange: Sendable, CustomTestStringConvertible {
        /// What is wrong with it.
        package let testDescription: String
        let change: RecordChange

        init(_ sentence: String, _ change: RecordChange) {
            testDescription = sentence
            self.change = change
        }
    }

    /// Checks that a change is refused with words, leaves nothing, and is in nobody's way.
    package static func checkRefusal(_ implausible: ImplausibleChange, by store: any ServerStore) async throws {
        let id = try await begin(store)
        try await send(store, id, 1, [.created(Samples.run(0))])
        let error = await #expect(throws: StoreError.self) {
            try await send(store, id, 2, [.created(Samples.run(2)), implausible.change])
        }
        let code = try #require(error).code
        #expect([.conflict, .notFound, .illegalTransition].contains(code), "\(code)")
        #expect(error?.message.contains(id.short) == true, "\(error?.message ?? "")")
        #expect(try await store.runs(of: id, in: 0..<RunIndex.max).map(\.index) == [0])
        #expect(try await send(store, id, 2, [Samples.step(0, .created, .scheduled)]).nextBatch == 3)
    }
}
