public import StrataEngine
import StrataModel

/// What every ``StrataEngine/MetadataStore`` must do.
public enum MetadataStoreContract {
    /// Checks for a parameterised test; each wants an empty store.
    public static let cases: [ContractCase<any MetadataStore>] =
        pipelineRunCases + runCases + refusalCases + reportCases

    /// A pipeline run with one function, ready for runs.
    static func begin(
        _ store: any MetadataStore,
        _ record: PipelineRunRecord = Samples.pipelineRun()
    ) async throws
        -> PipelineRunID
    {
        try await store.create(record)
        try await store.commit([.function(0, Samples.function())], to: record.id)
        return record.id
    }
}
