import StrataEngine
import StrataModel
import Testing

extension MetadataStoreContract {
    /// The last moment that every store keeps: the end of the year 9999.
    static let latest = Timestamp(microseconds: 253_402_300_799_999_999)

    static let pipelineRunCases: [ContractCase<any MetadataStore>] = [
        ContractCase("A pipeline run comes back as it was recorded") { store in
            var record = Samples.pipelineRun(name: "naïve \u{0} name", tags: ["b", "a", "b"])
            record.failure = RunFailure(cause: .canceled(because: 3), message: "stopped", remedy: "Start it again.")
            record.endedAt = latest
            try await store.create(record)
            #expect(try await store.pipelineRun(record.id) == record)
            #expect(try await store.pipelineRun(PipelineRunID()) == nil)
        },
        ContractCase("An identifier can be taken only once") { store in
            let record = Samples.pipelineRun()
            try await store.create(record)
            await expectStoreError(.conflict, containing: record.id.short) { try await store.create(record) }
        },
        ContractCase("The end of a pipeline run is recorded once") { store in
            let id = try await begin(store)
            let failure = RunFailure(cause: .nested(2), message: "a run failed")
            await expectStoreError(.illegalTransition) {
                try await store.commit([.ended(.running, Samples.time(1), nil)], to: id)
            }
            try await store.commit([.ended(.failed, Samples.time(5), failure)], to: id)
            let ended = try #require(try await store.pipelineRun(id))
            #expect(ended.state == .failed)
            #expect(ended.endedAt == Samples.time(5))
            #expect(ended.failure == failure)
            await expectStoreError(.illegalTransition, containing: id.short) {
                try await store.commit([.ended(.succeeded, Samples.time(6), nil)], to: id)
            }
        },
        ContractCase("Lists are filtered by every condition and begin with the newest") { store in
            let old = Samples.pipelineRun(name: "Ärger", tags: ["x"], createdAt: 1)
            let middle = Samples.pipelineRun(state: .failed, tags: ["x", "y"], createdAt: 2)
            let new = Samples.pipelineRun(function: "Other.main()", createdAt: 3)
            for record in [middle, new, old] { try await store.create(record) }
            try await store.commit([.function(0, Samples.function("Zebra")), .created(Samples.run(0))], to: new.id)
            func names(_ filter: PipelineRunFilter) async throws -> [PipelineRunID] {
                try await store.pipelineRuns(filter).map(\.id)
            }
            #expect(try await names(PipelineRunFilter()) == [new.id, middle.id, old.id])
            #expect(try await names(PipelineRunFilter(limit: 1)) == [new.id])
            #expect(try await names(PipelineRunFilter(limit: 0)) == [])
            #expect(try await names(PipelineRunFilter(limit: -1)) == [])
            #expect(try await names(PipelineRunFilter(states: [.failed, .canceled])) == [middle.id])
            #expect(try await names(PipelineRunFilter(tags: ["x"])) == [middle.id, old.id])
            #expect(try await names(PipelineRunFilter(tags: ["x", "y"], limit: 5)) == [middle.id])
            #expect(try await names(PipelineRunFilter(tags: ["x' OR 1 --"])) == [])
            #expect(try await names(PipelineRunFilter(since: Samples.time(2))) == [new.id, middle.id])
            #expect(try await names(PipelineRunFilter(function: "DIGITS.PIPE")) == [middle.id, old.id])
            #expect(try await names(PipelineRunFilter(function: "äRG")) == [old.id])
            #expect(try await names(PipelineRunFilter(function: "zebra")) == [new.id])
            #expect(try await names(PipelineRunFilter(function: "%")) == [])
            #expect(try await names(PipelineRunFilter(states: [.running], function: "digits", tags: ["x"])) == [old.id])
        },
        ContractCase("A few digits find the identifiers that begin with them") { store in
            var ids: [PipelineRunID] = []
            for (number, text) in ["ab00", "ab0f", "abff", "ac00"].enumerated() {
                let id = try #require(PipelineRunID(text + String(repeating: "7", count: 28)))
                try await store.create(Samples.pipelineRun(id: id, createdAt: Int64(number)))
                ids.append(id)
            }
            #expect(try await store.pipelineRunIDs(prefix: "ab0", limit: 9) == [ids[1], ids[0]])
            #expect(try await store.pipelineRunIDs(prefix: "AB", limit: 2) == [ids[2], ids[1]])
            #expect(try await store.pipelineRunIDs(prefix: ids[3].description, limit: 9) == [ids[3]])
            #expect(try await store.pipelineRunIDs(prefix: "", limit: 9) == ids.reversed())
            for none in ["b", "xyz", "ab0-", "é", ids[0].description + "0"] {
                #expect(try await store.pipelineRunIDs(prefix: none, limit: 9) == [], "\(none)")
            }
        },
        ContractCase("Functions come back by their keys, and a key keeps its function") { store in
            let id = try await begin(store)
            let other = Samples.function("evaluate")
            try await store.commit([.function(7, other), .function(7, other)], to: id)
            #expect(try await store.functions(of: id) == [0: Samples.function(), 7: other])
            var moved = other
            moved.line += 1
            await expectStoreError(.conflict, containing: "evaluate", "7") { [moved] in
                try await store.commit([.function(7, moved)], to: id)
            }
            let second = Samples.pipelineRun()
            try await store.create(second)
            try await store.commit([.function(7, moved)], to: second.id)
            #expect(try await store.functions(of: second.id) == [7: moved])
            #expect(try await store.functions(of: PipelineRunID()) == [:])
        },
    ]
}
