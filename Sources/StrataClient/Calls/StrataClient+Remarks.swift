import NIOHTTP1
public import StrataAPI
public import StrataModel

extension StrataClient {
    /// The notes of a pipeline run, the oldest first.
    public func notes(of id: PipelineRunID) async throws -> [Note] {
        try await json(Call(.GET, "pipeline-runs", "\(id)", "notes"))
    }

    /// Adds a note; the same note a second time adds nothing.
    public func add(_ note: Note, to id: PipelineRunID) async throws {
        try await done(Call(.POST, "pipeline-runs", "\(id)", "notes").sending(try Self.encode(note)))
    }

    /// Removes a note; one that is not there is no error.
    public func removeNote(_ note: String, of id: PipelineRunID) async throws {
        var call = Call(.DELETE, "pipeline-runs", "\(id)", "notes", note)
        call.accepted = [404]
        try await done(call)
    }

    /// Replaces the tags of a pipeline run.
    public func setTags(_ tags: [String], of id: PipelineRunID) async throws {
        struct Tags: Encodable { var tags: [String] }
        try await done(Call(.PUT, "pipeline-runs", "\(id)", "tags").sending(try Self.encode(Tags(tags: tags))))
    }
}
