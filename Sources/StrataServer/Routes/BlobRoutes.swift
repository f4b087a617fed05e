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
        routes.get("/api/v1/blobs/{digest}") { request, context in
            _ = try request.query()
            let digest = try digest(context)
            let stream = BlobAnswer(
                tag: "\"\(digest.hexadecimal)\"",
                mediaType: ArtifactReference.bytes,
                fileName: digest.hexadecimal
            )
            return try await stream.answer(digest, in: services.blobs, to: request)
        }
        routes.put("/api/v1/blobs/{digest}") { request, context in
            _ = try request.query()
            return try await upload(request, try digest(context), services)
        }
    }

    private static func digest(_ context: ServerContext) throws(Problem) -> Digest {
        let text = try context.pathText("digest")
        guard let digest = Digest(text), digest.description == text else {
            throw .invalid("'\(text.prefix(100))' is no digest: those are 'sha256:' and 64 lower-case hexadecimal digits.")
        }
        return digest
    }

    private static func upload(_ request: Request, _ digest: Digest, _ services: ServerServices) async throws -> Response {
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
            throw Problem.invalid(error.message, remedy: "Send the bytes again, or correct the digest in the address.")
        } catch let error as StoreError where error.code == .conflict {
            throw tooLarge(limit)
        }
        return Response(status: isThere ? .noContent : .created, headers: [.eTag: "\"\(digest.hexadecimal)\""])
    }

    private static func tooLarge(_ limit: Int64) -> Problem {
        .tooLarge("The blob is larger than the \(limit) bytes that this server takes.")
    }
}
