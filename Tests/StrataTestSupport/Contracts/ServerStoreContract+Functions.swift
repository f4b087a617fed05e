import StrataAPI
import StrataEngine
import StrataModel
import StrataStore
import Testing

extension ServerStoreContract {
    static let functionCases: [ContractCase<any ServerStore>] = [
        ContractCase("Root functions come with their latest pipeline runs, those with the newest first") { store in
            let records = try await fill(store)
            let page = try await store.functionSummaries(latest: 3, limit: 10, cursor: nil)
            #expect(page.items.map(\.name) == ["f0", "f2", "f1"])
            #expect(page.next == nil)
            for item in page.items {
                let own = records.reversed().filter { $0.function == item.name }
                #expect(item.latest.map(\.pipelineRun) == Array(own.prefix(3)))
                #expect(item.runCount == own.count)
                #expect(item.endedCount == own.filter(\.state.isTerminal).count)
                #expect(item.succeededCount == own.filter { $0.state == .succeeded }.count)
                #expect(try abs(#require(item.averageSeconds) - 2.5) < 0.001)
            }
        },
        ContractCase("Lists of root functions have pages") { store in
            for number in 0..<9 {
                _ = try await store.register(Samples.pipelineRun(function: "f\(number)", createdAt: Int64(number)))
            }
            var names: [String] = []
            var cursor: String?
            repeat {
                let page = try await store.functionSummaries(latest: 0, limit: 2, cursor: cursor)
                names += page.items.map(\.name)
                #expect(page.items.allSatisfy { $0.latest.isEmpty && $0.averageSeconds == nil })
                cursor = page.next
            } while cursor != nil
            #expect(names == (0..<9).reversed().map { "f\($0)" })
        },
        ContractCase("A root function is described as its newest run has it") { store in
            for (moment, documentation) in ["old", "new"].enumerated() {
                let record = Samples.pipelineRun(createdAt: Int64(moment))
                var function = Samples.function()
                function.documentation = documentation
                function.line = 20 + moment
                let id = try await begin(store, record, function: function)
                try await send(store, id, 1, [.created(Samples.run(0))])
            }
            // The newest has no run yet, and says nothing.
            _ = try await store.register(Samples.pipelineRun(createdAt: 9))
            let item = try #require(
                try await store.functionSummaries(latest: 1, limit: 1, cursor: nil).items.first
            )
            #expect(item.documentation == "new")
            #expect(item.line == 21)
            #expect(item.file == Samples.function().file)
            let versions = try await store.functionVersions(named: Samples.function().name)
            #expect(versions.map(\.documentation) == ["new", "old"])
            #expect(versions.map(\.line) == [21, 20])
            #expect(try await store.functionVersions(named: "nobody") == [])
        },
        ContractCase("Menus have each user, tag and root function once") { store in
            _ = try await fill(store)
            let facets = try await store.facets()
            #expect(facets.users == (0..<5).map { "user\($0)" })
            #expect(facets.tags == ["all", "t0", "t1", "t2", "t4"])
            #expect(facets.functions == ["f0": "f0", "f1": "f1", "f2": "f2"])
        },
        ContractCase("Menus of an empty store are empty, and those of a large one bounded") { store in
            #expect(try await store.facets() == Facets(users: [], tags: [], functions: [:]))
            let record = Samples.pipelineRun(tags: (0..<700).map { "tag \($0)" })
            let id = try await begin(store, record)
            try await send(store, id, 1, [.created(Samples.run(0))])
            let facets = try await store.facets()
            #expect(facets.tags.count == 500)
            #expect(facets.functions == [record.function: "train"])
        },
    ]
}
