import Foundation
import StrataAPI
import StrataModel
import StrataStore

/// `StoreCrashFixture HOME` records batches of several pipeline runs together, as a server does, and says after each
/// commit what has become durable, until it is killed.
@main
enum StoreCrashFixture {
    /// How many runs each batch has.
    private static let runsPerBatch: RunIndex = 5

    static func main() async throws {
        let store = try StrataHome(path: CommandLine.arguments[1]).openMetadata()
        let records = (0..<4).map { _ in pipelineRun() }
        for record in records {
            _ = try await store.register(record)
            say(["registered \(record.id)"])
        }
        for number in Int64(0)... {
            // Not every pipeline run has something to say each time.
            let speakers = records.enumerated().filter { number % Int64($0.offset + 1) == 0 }
            let batches = speakers.map { offset, record in
                (id: record.id, batch: batch(number / Int64(offset + 1)))
            }
            let receipts = try await store.commit(batches).map { try $0.get() }
            say(zip(batches, receipts).map { "recorded \($0.id) \($1.nextBatch)" })
        }
    }

    private static func pipelineRun() -> PipelineRunRecord {
        PipelineRunRecord(
            id: PipelineRunID(),
            name: "crash",
            function: "Crash.pipeline()",
            runner: "local",
            driver: PipelineRunRecord.Driver(user: "ada", host: "engine", processID: 1, processStart: 1),
            strataVersion: "0.1.0",
            createdAt: .now
        )
    }

    /// Batch `number` of any of them: a few new runs, and the end of those of the batch before.
    private static func batch(_ number: Int64) -> ChangeBatch {
        var changes: [RecordChange] = []
        if number == 0 {
            let function = FunctionRecord(
                name: "Crash.pipeline()",
                label: "pipeline",
                kind: .graph,
                resultType: "Void",
                file: "Crash.swift",
                line: 1
            )
            changes.append(.function(0, function))
        }
        let first = RunIndex(number) * runsPerBatch
        for index in first..<first + runsPerBatch {
            changes.append(.created(RunRecord(index: index, parent: nil, function: 0, times: RunTimes(created: .now))))
            changes.append(step(index, .created, .scheduled))
        }
        for index in max(first - runsPerBatch, 0)..<first {
            changes.append(step(index, .scheduled, .running))
            changes.append(step(index, .running, .succeeded))
        }
        return ChangeBatch(number: number, changes: changes)
    }

    private static func step(_ index: RunIndex, _ from: RunState, _ to: RunState) -> RecordChange {
        .transition(RunTransition(index: index, from: from, to: to, time: .now, attempt: 1))
    }

    private static func say(_ lines: [String]) {
        // One write for each call: a line is there whole or not at all.
        FileHandle.standardOutput.write(Data(lines.map { $0 + "\n" }.joined().utf8))
    }
}
