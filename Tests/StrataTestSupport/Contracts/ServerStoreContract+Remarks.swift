import StrataAPI
import StrataEngine
import StrataModel
import StrataStore
import Testing

extension ServerStoreContract {
    static let remarkCases: [ContractCase<any ServerStore>] = [
        ContractCase("Notes are kept in order, once each, until they are removed") { store in
            let id = try await begin(store)
            try await send(store, id, 1, [.created(Samples.run(0))])
            let notes = (0..<3).map { number in
                note("\(number)", run: number == 1 ? 0 : nil, at: Int64(number))
            }
            for note in notes.reversed() + notes { try await store.add(note, to: id) }
            #expect(try await store.notes(of: id) == notes)
            #expect(try await store.notes(of: PipelineRunID()) == [])
            #expect(try await store.removeNote(notes[1].id, of: id))
            #expect(try await !store.removeNote(notes[1].id, of: id))
            #expect(try await !store.removeNote(notes[0].id, of: PipelineRunID()))
            #expect(try await store.notes(of: id) == [notes[0], notes[2]])
        },
        ContractCase("A note that cannot be kept is refused") { store in
            let id = try await begin(store)
            try await send(store, id, 1, [.created(Samples.run(0))])
            let good = note("a")
            try await store.add(good, to: id)
            var other = good
            other.text = "another"
            await expectStoreError(.conflict, containing: good.id) { [other] in try await store.add(other, to: id) }
            await expectStoreError(.notFound) { try await store.add(note("b"), to: PipelineRunID()) }
            for run in [RunIndex(7), -1, .max] {
                await expectStoreError(.notFound) { try await store.add(note("c", run: run), to: id) }
            }
            var odd = good
            for identifier in ["", "x", String(repeating: "g", count: 32), String(repeating: "a", count: 34)] {
                odd.id = identifier
                await expectStoreError(.conflict) { [odd] in try await store.add(odd, to: id) }
            }
            var long = note("d")
            long.text = String(repeating: "x", count: 64 * 1024 + 1)
            await expectStoreError(.conflict, containing: "64 KiB") { [long] in try await store.add(long, to: id) }
            #expect(try await store.notes(of: id) == [good])
        },
        ContractCase("Tags are replaced") { store in
            let id = try await begin(store, Samples.pipelineRun(tags: ["a", "b"]))
            try await store.setTags(["c", "a", "c"], of: id)
            #expect(try await store.pipelineRun(id)?.tags == ["c", "a"])
            #expect(try await store.page(PipelineRunQuery(tags: ["b"])).items.isEmpty)
            try await store.setTags([], of: id)
            #expect(try await store.pipelineRun(id)?.tags == [])
            await expectStoreError(.notFound) { try await store.setTags(["x"], of: PipelineRunID()) }
        },
        ContractCase("The first request to cancel counts, and none after the end") { store in
            let id = try await begin(store)
            #expect(try await store.summary(of: id)?.cancelRequestedAt == nil)
            #expect(try await store.requestCancel(of: id, at: Samples.time(1)) == Samples.time(1))
            #expect(try await store.requestCancel(of: id, at: Samples.time(2)) == Samples.time(1))
            #expect(try await store.summary(of: id)?.cancelRequestedAt == Samples.time(1))
            try await send(store, id, 1, [.ended(.canceled, Samples.time(3), nil)])
            #expect(try await store.requestCancel(of: id, at: Samples.time(4)) == nil)
            await expectStoreError(.notFound) {
                _ = try await store.requestCancel(of: PipelineRunID(), at: Samples.time(1))
            }
        },
        ContractCase("The store says that it works") { store in
            try await store.check()
            try await store.check()
        },
    ]

    private static func note(_ text: String, run: RunIndex? = nil, at time: Int64 = 0) -> Note {
        let id = Hexadecimal.encode(Digest(hashing: Array(text.utf8)).bytes.prefix(16))
        return Note(id: id, run: run, author: "ada", text: text, createdAt: Samples.time(time))
    }
}
