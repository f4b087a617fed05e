import StrataAPI
import StrataEngine
import StrataModel
package import StrataStore
import Testing

extension ServerStoreContract {
    static let logCases: [ContractCase<any ServerStore>] = [
        ContractCase("A log without lines can be followed from its start") { store in
            let id = try await begin(store)
            try await send(store, id, 1, [.created(Samples.run(0)), .created(Samples.run(1, parent: 0))])
            for descendants in [false, true] {
                let run = RunID(pipelineRun: id, index: descendants ? 0 : 1)
                let number = try await store.logs(
                    LogQuery(run: RunID(pipelineRun: id, index: 1))
                ).total
                let query = LogQuery(run: run, includingDescendants: descendants, offset: number)
                var page = try await store.logs(query)
                #expect(page.lines.isEmpty)
                #expect(page.total == number)
                for round in 0..<3 {
                    let line = MetadataStoreContract.line(
                        1,
                        "\(round)",
                        at: Int64(number + round),
                        number: Int64(number + round)
                    )
                    _ = try await store.append([.log(line)], to: id, key: "\(descendants) \(round)")
                    let position = number + round
                    page = try await store.logs(
                        LogQuery(run: run, includingDescendants: descendants, cursor: page.next)
                    )
                    #expect(page.lines == [line])
                    #expect(page.offset == position)
                    #expect(page.total == position + 1)
                    let empty = try await store.logs(
                        LogQuery(run: run, includingDescendants: descendants, cursor: page.next)
                    )
                    #expect(empty.lines.isEmpty)
                    #expect(empty.next == page.next)
                }
            }
        },
        ContractCase("A log of an unknown run or with an unknown level is not found") { store in
            let id = try await begin(store)
            try await send(store, id, 1, [.created(Samples.run(0))])
            for run in [
                RunID(pipelineRun: id, index: 7), RunID(pipelineRun: id, index: -1),
                RunID(pipelineRun: PipelineRunID(), index: 0),
            ] {
                await expectStoreError(.notFound, containing: run.short) {
                    _ = try await store.logs(LogQuery(run: run))
                }
            }
            await expectStoreError(.notFound, containing: "loud") {
                _ = try await store.logs(LogQuery(run: RunID(pipelineRun: id, index: 0), level: "loud"))
            }
        },
    ]

    /// Compares pages of a random log, asked for in random ways, with a plain filter.
    package static func checkRandomLogs(seed: UInt64, on store: any ServerStore) async throws {
        var generator = SeededGenerator(seed: seed)
        let id = try await begin(store)
        let parents: [RunIndex?] = [nil, 0, 0, 1, 3, 2]
        let runs = parents.enumerated().map { Samples.run(RunIndex($0.offset), parent: $0.element) }
        try await send(store, id, 1, runs.map { .created($0) })
        let lines = lines(runs: runs.count, using: &generator)
        try await send(store, id, 2, lines.map { .log($0) })
        for _ in 0..<300 {
            let query = query(id, runs: runs.count, total: lines.count, using: &generator)
            let family = query.includingDescendants ? descendants(of: query.run.index, parents) : [query.run.index]
            try await check(query, lines.filter { family.contains($0.run) }, store, "seed \(seed), \(query)")
        }
    }

    private static let levels = ["trace", "debug", "info", "notice", "warning", "error", "critical"]

    private static func lines(runs: Int, using generator: inout SeededGenerator) -> [LogLine] {
        var numbers: [[Int64]] = Array(repeating: [0, 0, 0], count: runs)
        return (0..<400).map { position in
            let run = Int.random(in: 1..<runs, using: &generator)
            let attempt = Int.random(in: 0..<3, using: &generator)
            defer { numbers[run][attempt] += 1 }
            return LogLine(
                run: RunIndex(run),
                attempt: Int32(attempt),
                number: numbers[run][attempt],
                // Clocks stand still, and go back.
                time: Samples.time(Int64(position / 3 - Int.random(in: 0..<5, using: &generator))),
                level: levels[Int.random(in: 0..<levels.count, using: &generator)],
                message: ["Loss \(position)", "LOSS of ÄÖ \(position)", "nothing"].randomElement(using: &generator)
                    ?? ""
            )
        }
    }

    private static func query(
        _ id: PipelineRunID,
        runs: Int,
        total: Int,
        using generator: inout SeededGenerator
    ) -> LogQuery {
        LogQuery(
            run: RunID(pipelineRun: id, index: RunIndex.random(in: 0..<RunIndex(runs), using: &generator)),
            includingDescendants: Bool.random(using: &generator),
            text: [nil, nil, "", "loss", "äö", "nowhere"].randomElement(using: &generator) ?? nil,
            level: ([nil, nil] + levels.map(Optional.some)).randomElement(using: &generator) ?? nil,
            offset: [0, 0, -3, Int.random(in: 0..<2 * total, using: &generator), .max].randomElement(using: &generator)
                ?? 0,
            limit: [1, 10, 100, 10_000, 0].randomElement(using: &generator) ?? 1,
            fromEnd: Bool.random(using: &generator)
        )
    }

    private static func descendants(of run: RunIndex, _ parents: [RunIndex?]) -> Set<RunIndex> {
        var family: Set<RunIndex> = [run]
        for (index, parent) in parents.enumerated() {
            if let parent, family.contains(parent) { family.insert(RunIndex(index)) }
        }
        return family
    }

    /// Compares one page, and the one after it.
    private static func check(
        _ query: LogQuery,
        _ lines: [LogLine],
        _ store: any ServerStore,
        _ comment: Comment
    ) async throws {
        let least = query.level.flatMap { levels.firstIndex(of: $0) } ?? 0
        let text = query.text ?? ""
        let matching = lines.filter { line in
            let isFound = text.isEmpty || line.message.lowercased().contains(text.lowercased())
            return isFound && (levels.firstIndex(of: line.level) ?? 0) >= least
        }.sorted { left, right in
            let byNumber = (left.run, left.attempt, left.number) < (right.run, right.attempt, right.number)
            guard query.includingDescendants, left.time != right.time else { return byNumber }
            return left.time < right.time
        }
        let limit = min(max(query.limit, 1), 10_000)
        let skipped = min(max(query.offset, 0), matching.count)
        let end = query.fromEnd ? matching.count - skipped : min(skipped + limit, matching.count)
        let start = query.fromEnd ? max(end - limit, 0) : skipped
        let page = try await store.logs(query)
        #expect(page.lines == Array(matching[start..<end]), comment)
        #expect(page.total == matching.count, comment)
        #expect(page.offset == start, comment)
        guard !page.lines.isEmpty else { return }
        var following = query
        following.cursor = page.next
        let next = try await store.logs(following)
        #expect(next.lines == Array(matching[end..<min(end + limit, matching.count)]), comment)
        #expect(next.offset == end, comment)
    }
}
