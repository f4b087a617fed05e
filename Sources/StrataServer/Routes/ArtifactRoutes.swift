import HTTPTypes
import Hummingbird
import StrataAPI
import StrataEngine
import StrataModel
import StrataStore

/// `/runs/{run}/output` and `/runs/{run}/inputs/{name}`: what a run made and what it was given.
enum ArtifactRoutes {
    private typealias Find = @Sendable (ServerContext, RunRecord) throws -> ArtifactRecord

    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        add("/api/v1/runs/{run}/output", to: routes, services) { _, run in
            guard let output = run.output else {
                throw Problem.notFound("Run \(run.index) has no output: it is \(run.state.rawValue).")
            }
            return output
        }
        add("/api/v1/runs/{run}/inputs/{name}", to: routes, services) { context, run in
            let name = try context.pathText("name")
            guard let input = run.inputs.first(where: { $0.name == name }) else {
                let known = run.inputs.map(\.name).joined(separator: ", ")
                throw Problem.notFound(
                    "Run \(run.index) has no input '\(name.prefix(80))'"
                        + (known.isEmpty ? ": it is \(run.state.rawValue)." : "; it has \(known).")
                )
            }
            return input.artifact
        }
    }

    private static func add(
        _ path: String,
        to routes: ServerRoutes,
        _ services: ServerServices,
        _ find: @escaping Find
    ) {
        routes.get(path, for: .scopeOrAttempt(.read)) { request, context in
            _ = try request.query()
            return try .json(find(context, try await services.run(try context.runID())))
        }
        routes.get(path + "/value", for: .scopeOrAttempt(.read)) { request, context in
            let isDownload = try request.query("download").flag("download")
            let artifact = try find(context, try await services.run(try context.runID()))
            return try await value(artifact, isDownload, request, services)
        }
        routes.get(path + "/files/**", for: .scopeOrAttempt(.read)) { request, context in
            _ = try request.query("download").flag("download")
            let artifact = try find(context, try await services.run(try context.runID()))
            let path = try filePath(context)
            let file = try await ArtifactFiles(of: artifact, services.blobs).file(path)
            let answer = BlobAnswer(
                tag: "\"\(file.digest.hexadecimal)\"",
                mediaType: ArtifactReference.bytes,
                fileName: file.name
            )
            return try await answer.answer(file.digest, in: services.blobs, to: request)
        }
    }

    private static func value(
        _ artifact: ArtifactRecord,
        _ isDownload: Bool,
        _ request: Request,
        _ services: ServerServices
    ) async throws -> Response {
        let reference = artifact.reference
        // What a client called its bytes must not make a browser execute them.
        let isJSON = reference.mediaType == ArtifactReference.json
        let name = "\(reference.digest.hexadecimal.prefix(12)).\(isJSON ? "json" : "bin")"
        let answer = BlobAnswer(
            tag: "\"\(reference.digest.hexadecimal)\"",
            mediaType: isJSON ? ArtifactReference.json : ArtifactReference.bytes,
            fileName: isDownload || !isJSON ? name : nil
        )
        if let inline = artifact.inline { return try await answer.answer(.inline(inline), to: request) }
        return try await answer.answer(reference.digest, in: services.blobs, to: request)
    }

    /// The rest of the path, its parts decoded.
    private static func filePath(_ context: ServerContext) throws(Problem) -> String {
        var parts: [String] = []
        for part in context.parameters.getCatchAll() {
            guard let text = PercentText.decode(part) else {
                throw .invalid("The file's path is not percent-encoded UTF-8.")
            }
            parts.append(text)
        }
        return parts.joined(separator: "/")
    }
}
