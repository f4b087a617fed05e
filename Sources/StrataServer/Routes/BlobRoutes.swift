import HTTPTypes
import Hummingbird
import NIOCore
import StrataAPI
import StrataEngine
import StrataModel
import StrataStore

/// `/blobs/{digest}`: bytes by their digest, up and down.
enum BlobRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/api/v1/blobs/{digest}", for: .anyPrincipal) { request, context in
            _ = try request.query()
            let digest = try digest(context)
            try await requireReading(digest, context, services)
            let stream = BlobAnswer(
                tag: "\"\(digest.hexadecimal)\"",
                mediaType: ArtifactReference.bytes,
                fileName: digest.hexadecimal
            )
            return try await stream.answer(digest, in: services.blobs, to: request)
        }
        routes.put("/api/v1/blobs/{digest}", for: .anyPrincipal) { request, context in
            _ = try request.query()
            if context.principal?.mayAddBlobs != true { try Principal.require(.submit, of: context.principal) }
            return try await upload(request, try digest(context), services)
        }
    }

    /// A worker reads the blobs of its own run alone.
    private static func requireReading(
        _ blob: Digest,
        _ context: ServerContext,
        _ services: ServerServices
    ) async throws {
        guard case .attempt(let run, _) = context.principal else {
            return try Principal.require(.read, of: context.principal)
        }
        let own = try await services.store.run(run)
        guard context.principal?.mayRead(blob: blob, neededBy: own) == true else {
            throw Problem.forbidden("This token is for what run \(run.short) takes and makes; the blob is neither.")
        }
    }

    private static func digest(_ context: ServerContext) throws(Problem) -> Digest {
        let text = try context.pathText("digest")
        guard let digest = Digest(text), digest.description == text else {
            throw .invalid(
                "'\(text.prefix(100))' is no digest: those are 'sha256:' and 64 lower-case hexadecimal digits."
            )
        }
        return digest
    }

    private static func upload(
        _ request: Request,
        _ digest: Digest,
        _ services: ServerServices
    ) async throws -> Response {
        let limit = services.settings.blobBytes
        let announced = request.headers[.contentLength].flatMap(Int64.init)
        if let announced, announced > limit { throw tooLarge(limit) }
        let isThere = try await services.blobs.size(of: digest) != nil
        do {
            _ = try await services.blobs.put(
                request.body.map(\.readableBytesView),
                expecting: digest,
                announced: announced,
                limit: limit
            )
        } catch let error as StoreError where error.code == .corrupt {
            throw Problem.conflict(error.message, remedy: "Send the bytes again, or correct the digest in the address.")
        } catch let error as StoreError where error.code == .conflict {
            throw tooLarge(limit)
        }
        return Response(status: isThere ? .noContent : .created, headers: [.eTag: "\"\(digest.hexadecimal)\""])
    }

    private static func tooLarge(_ limit: Int64) -> Problem {
        .tooLarge("The blob is larger than the \(limit) bytes that this server takes.")
    }
}
