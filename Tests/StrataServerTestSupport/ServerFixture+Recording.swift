import StrataAPI
import StrataEngine
package import StrataModel
import StrataServer
import StrataStore
import StrataTestSupport

extension ServerFixture {
    /// Records a pipeline run with one run, which is running.
    ///
    /// - Parameter id: The pipeline run's 32 digits; a new one where none are given.
    /// - Returns: The pipeline run.
    /// - Throws: What the store throws.
    @discardableResult
    package func recordOneRun(id: String? = nil) async throws -> PipelineRunID {
        let record = Samples.pipelineRun(id: id.flatMap { PipelineRunID($0) } ?? PipelineRunID())
        _ = try await store.register(record)
        let batch = ChangeBatch(
            number: 0,
            changes: [
                .function(0, Samples.function()), .created(Samples.run(0)),
                Samples.step(0, .created, .scheduled, attempt: 0),
                Samples.step(0, .scheduled, .running),
            ]
        )
        _ = try await services.commits.commit(batch, to: record.id)
        return record.id
    }
}

extension ServerFixture {
    /// Adds a second run with these inputs to what ``recordOneRun(id:)`` recorded.
    ///
    /// - Parameters:
    ///   - id: The pipeline run.
    ///   - inputs: The run's inputs.
    /// - Throws: What the store throws.
    package func recordSecondRun(of id: PipelineRunID, inputs: [RunInput]) async throws {
        let batch = ChangeBatch(
            number: 1,
            changes: [
                .created(Samples.run(1, parent: 0)), Samples.step(1, .created, .scheduled, attempt: 0),
                Samples.step(1, .scheduled, .running, inputs: inputs),
            ]
        )
        _ = try await services.commits.commit(batch, to: id)
    }
}
