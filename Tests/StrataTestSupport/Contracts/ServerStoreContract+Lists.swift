import StrataAPI
import StrataEngine
import StrataModel
import StrataStore
import Testing

extension ServerStoreContract {
    static let listCases: [ContractCase<any ServerStore>] = [
        ContractCase("A summary has the label, the counts and the tags") { store in
            var function = Samples.function()
            function.label = "Nightly training"
            let record = Samples.pipelineRun(tags: ["b", "a"])
            let id = try await begin(store, record, function: function)
            #expect(try await store.summary(of: id)?.label == record.name)
            try await send(store, id, 1, MetadataStoreContract.life(of: 0) + [.created(Samples.run(1))])
            let summary = try #require(try await store.summary(of: id))
            #expect(summary.label == "Nightly training")
            #expect(summary.counts == [.succeeded: 1, .created: 1])
            #expect(summary.pipelineRun == record)
            #expect(try await store.page(PipelineRunQuery()).items == [summary])
            #expect(try await store.summary(of: PipelineRunID()) == nil)
        },
        ContractCase("A pipeline run that a driver wrote itself is listed, and is not remote") { store in
            let id = try await MetadataStoreContract.begin(store)
            try await store.commit(MetadataStoreContract.life(of: 0), to: id)
            let summary = try #require(try await store.page(PipelineRunQuery()).items.first)
            #expect(summary.counts == [.succeeded: 1])
            #expect(summary.label == "train")
            #expect(!summary.isRemote)
        },
        ContractCase("Conditions narrow a list down, all together") { store in
            let records = try await fill(store)
            for narrowing in narrowings {
                let found = try await store.page(narrowing.query).items.map(\.pipelineRun.name)
                let expected = records.reversed().filter(narrowing.matches).map(\.name)
                #expect(found == expected, "\(narrowing.query)")
                #expect(narrowing.isEmpty || !expected.isEmpty, "\(narrowing.query)")
            }
        },
        ContractCase("Text is found in every place, without regard to case") { store in
            var record = Samples.pipelineRun(name: "Über Nacht", function: "Digits.pipeline(config:)", tags: ["größe"])
            record.arguments = ["--name", "a \"quoted\" one", "--path", #"C:\new"#, "x,y"]
            var function = Samples.function()
            function.label = "Straße"
            let id = try await begin(store, record, function: function)
            try await send(store, id, 1, [.created(Samples.run(0))])
            for text in [
                "über", "NACHT", "digits.PIPELINE", "GRÖß", "STRAß", "ADA", "--NAME", "\"Quoted\"", #"c:\New"#, "X,Y",
                id.description, id.short, String(id.short.prefix(3)), "",
            ] {
                #expect(try await store.page(PipelineRunQuery(text: text)).items.count == 1, "'\(text)'")
            }
            for text in ["xyz", "[", "]", "\",\"", "--name --path", "nachts", String(id.description.dropFirst()) + "0"]
            {
                #expect(try await store.page(PipelineRunQuery(text: text)).items.isEmpty, "'\(text)'")
            }
        },
        ContractCase("Pages go on where the last one ended, whatever was added meanwhile") { store in
            let records = try await fill(store)
            var query = PipelineRunQuery(limit: 7)
            var names: [String] = []
            repeat {
                let page = try await store.page(query)
                names += page.items.map(\.pipelineRun.name)
                query.cursor = page.next
                _ = try await store.register(Samples.pipelineRun(name: "new", createdAt: 1_000_000))
            } while query.cursor != nil
            #expect(names == records.reversed().map(\.name))
        },
        ContractCase("Pipeline runs of one moment are all on some page, once") { store in
            for number in 0..<25 { _ = try await store.register(Samples.pipelineRun(name: "\(number)")) }
            var query = PipelineRunQuery(limit: 4)
            var names: [String] = []
            repeat {
                let page = try await store.page(query)
                names += page.items.map(\.pipelineRun.name)
                query.cursor = page.next
            } while query.cursor != nil
            #expect(names == (0..<25).reversed().map { "\($0)" })
        },
        ContractCase("A limit that makes no sense becomes the nearest that does") { store in
            _ = try await fill(store)
            for limit in [0, -1, .min] {
                #expect(try await store.page(PipelineRunQuery(limit: limit)).items.count == 1)
            }
            #expect(try await store.page(PipelineRunQuery(limit: .max)).items.count == 40)
        },
        ContractCase("Any number of tags, and text of any length, gets an answer in words") { store in
            _ = try await fill(store)
            let few = PipelineRunQuery(tags: Array(repeating: "t1", count: 5000) + ["all"])
            #expect(try await store.page(few).items.count == 20)
            await expectStoreError(.conflict, containing: "2000") {
                _ = try await store.page(PipelineRunQuery(tags: (0..<2000).map { "t\($0)" }))
            }
            let long = PipelineRunQuery(text: String(repeating: "ä\u{0}'\"%_", count: 100_000))
            #expect(try await store.page(long).items.isEmpty)
        },
        ContractCase("A cursor that is none is refused") { store in
            let id = try await begin(store)
            try await send(store, id, 1, [.created(Samples.run(0))])
            let functions = try await store.functionSummaries(latest: 1, limit: 1, cursor: nil)
            #expect(functions.next == nil)
            for cursor in malformedCursors {
                await expectStoreError(.notFound) { _ = try await store.page(PipelineRunQuery(cursor: cursor)) }
                await expectStoreError(.notFound) {
                    _ = try await store.functionSummaries(latest: 1, limit: 1, cursor: cursor)
                }
                for descendants in [false, true] {
                    await expectStoreError(.notFound) {
                        let run = RunID(pipelineRun: id, index: 0)
                        _ = try await store.logs(
                            LogQuery(run: run, includingDescendants: descendants, cursor: cursor)
                        )
                    }
                }
            }
        },
    ]

    /// A query and what it means.
    private struct Narrowing: Sendable {
        let query: PipelineRunQuery
        var isEmpty = false
        let matches: @Sendable (PipelineRunRecord) -> Bool
    }

    private static let narrowings: [Narrowing] = [
        Narrowing(query: PipelineRunQuery()) { _ in true },
        Narrowing(query: PipelineRunQuery(states: [.failed])) { $0.state == .failed },
        Narrowing(query: PipelineRunQuery(states: [.failed, .running])) { [.failed, .running].contains($0.state) },
        Narrowing(query: PipelineRunQuery(function: "f1")) { $0.function == "f1" },
        Narrowing(query: PipelineRunQuery(function: "f"), isEmpty: true) { _ in false },
        Narrowing(query: PipelineRunQuery(tags: ["t0"])) { $0.tags.contains("t0") },
        Narrowing(query: PipelineRunQuery(tags: ["t1", "all"])) { $0.tags == ["all", "t1"] },
        Narrowing(query: PipelineRunQuery(user: "user2")) { $0.driver.user == "user2" },
        Narrowing(query: PipelineRunQuery(since: Samples.time(5000), until: Samples.time(9000))) {
            $0.createdAt >= Samples.time(5000) && $0.createdAt < Samples.time(9000)
        },
        Narrowing(
            query: PipelineRunQuery(
                states: [.failed],
                function: "f1",
                tags: ["t1"],
                user: "user1",
                since: Samples.time(0),
                text: "RUN"
            )
        ) { $0.state == .failed && $0.function == "f1" && $0.tags.contains("t1") && $0.driver.user == "user1" },
    ]

    private static let malformedCursors = [
        "", "x", "=", "%00", "🙂", "cCwxLDIsMyw0LDUsNg", "eCwxLDI", "cCxhLGI", "cCwxLDIs", "cA", "LDEsMg",
        "cCw5OTk5OTk5OTk5OTk5OTk5OTk5OTk5LDE", String(repeating: "A", count: 100_000), "cCwxLDIgT1IgMT0x", "//4",
    ]

    /// Forty pipeline runs of different kinds, the oldest first.
    static func fill(_ store: any ServerStore) async throws -> [PipelineRunRecord] {
        let states: [PipelineRunState] = [.succeeded, .failed, .running, .canceled]
        var records: [PipelineRunRecord] = []
        for number in 0..<40 {
            var record = Samples.pipelineRun(
                name: "run \(number)",
                function: "f\(number % 3)",
                state: states[number % 4],
                tags: number % 2 == 0 ? ["t\(number % 6)"] : ["all", "t1"],
                createdAt: Int64(number) * 1000
            )
            record.driver.user = "user\(number % 5)"
            if record.state.isTerminal { record.endedAt = Samples.time(Int64(number) * 1000 + 2_500_000) }
            _ = try await store.register(record)
            records.append(record)
        }
        return records
    }
}
