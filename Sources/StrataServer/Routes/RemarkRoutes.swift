import Hummingbird
import StrataAPI
import StrataEngine
import StrataModel
import StrataStore

/// `/pipeline-runs/{id}/notes` and `/tags`: what people write about pipeline runs.
enum RemarkRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/api/v1/pipeline-runs/{id}/notes") { request, context in
            _ = try request.query()
            let id = try context.pipelineRunID()
            _ = try await services.record(of: id)
            return try .json(await services.store.notes(of: id))
        }
        routes.post("/api/v1/pipeline-runs/{id}/notes") { request, context in
            _ = try request.query()
            let id = try context.pipelineRunID()
            let note = try note(await request.decode(NoteText.self), context)
            _ = try await services.record(of: id)
            try await services.store.add(note, to: id)
            services.hub.remarked(id)
            return try .json(note, status: .created)
        }
        routes.delete("/api/v1/pipeline-runs/{id}/notes/{note}") { request, context in
            _ = try request.query()
            let id = try context.pipelineRunID()
            let note = try context.pathText("note")
            guard try await services.store.removeNote(note, of: id) else {
                throw Problem.notFound("There is no note '\(note.prefix(80))' of pipeline run \(id.short).")
            }
            services.hub.remarked(id)
            return .noContent
        }
        routes.put("/api/v1/pipeline-runs/{id}/tags") { request, context in
            _ = try request.query()
            let id = try context.pipelineRunID()
            let tags = try checked(await request.decode(Tags.self).tags)
            _ = try await services.record(of: id)
            try await services.store.setTags(tags, of: id)
            services.hub.remarked(id)
            return try .json(Tags(tags: tags))
        }
    }

    private struct Tags: Codable {
        var tags: [String]
    }

    /// What a client says of a new note; who and when, the server knows.
    private struct NoteText: Codable {
        var id: String?
        var run: RunIndex?
        var text: String
    }

    private static func note(_ new: NoteText, _ context: ServerContext) throws(Problem) -> Note {
        let text = new.text
        guard text.contains(where: { !$0.isWhitespace }) else { throw .invalid("The note has no text.") }
        guard text.utf8.count <= 64 * 1024 else { throw .invalid("The note's text is longer than 64 KiB.") }
        guard new.run.map({ $0 >= 0 }) ?? true else { throw .invalid("The note's run is below 0.") }
        // As the store keeps them: 128 bits.
        let id = new.id ?? PipelineRunID().description
        guard id.utf8.count == 32, id.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            throw .invalid("The note's identifier is '\(id.prefix(80))'; it takes 32 lower-case hexadecimal digits.")
        }
        return Note(id: id, run: new.run, author: context.principal?.name ?? "", text: text, createdAt: .now)
    }

    private static func checked(_ tags: [String]) throws(Problem) -> [String] {
        guard tags.count <= 100 else { throw .invalid("A pipeline run may have at most 100 tags.") }
        var seen: Set<String> = []
        for tag in tags {
            let scalars = tag.unicodeScalars
            guard (1...200).contains(scalars.count), !scalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f })
            else {
                throw .invalid("'\(tag.prefix(80))' is no tag: those have 1 to 200 characters of text on one line.")
            }
            guard seen.insert(tag).inserted else { throw .invalid("The tag '\(tag.prefix(80))' is there twice.") }
        }
        return tags
    }
}
