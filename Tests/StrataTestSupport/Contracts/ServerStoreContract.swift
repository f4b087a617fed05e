import StrataAPI
import StrataEngine
import StrataModel
package import StrataStore
import Testing

/// What every ``StrataStore/ServerStore`` must do besides what every metadata store must.
package enum ServerStoreContract {
    /// Checks for a parameterised test; each wants an empty store.
    package static let cases: [ContractCase<any ServerStore>] =
        batchCases + appendCases + listCases + functionCases + runCases + logCases + remarkCases + keyCases

    /// A pipeline run with one function, registered and ready for batch 1.
    static func begin(
        _ store: any ServerStore,
        _ record: PipelineRunRecord = Samples.pipelineRun(),
        function: FunctionRecord = Samples.function()
    ) async throws -> PipelineRunID {
        let receipt = try await store.register(record)
        #expect(receipt == ChangeBatch.Receipt(nextBatch: 0))
        _ = try await send(store, record.id, 0, [.function(0, function)])
        return record.id
    }

    /// Commits one batch.
    @discardableResult
    static func send(
        _ store: any ServerStore,
        _ id: PipelineRunID,
        _ number: Int64,
        _ changes: [RecordChange]
    ) async throws -> ChangeBatch.Receipt {
        let results = try await store.commit([(id, ChangeBatch(number: number, changes: changes))])
        return try #require(results.first).get()
    }
}
