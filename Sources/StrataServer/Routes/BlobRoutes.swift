import HTTPTypes
import Hummingbird
import NIOCore
import StrataAPI
import StrataModel

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
            return try await stream.answer(.blob(services.blobs.open(digest)), to: request)
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
        let upload = try await services.blobs.upload(size: announced)
        var size: Int64 = 0
        // Pieces come as the network has them; writing each by itself would cost a switch of threads for every packet.
        var gathered: [UInt8] = []
        for try await piece in request.body {
            size += Int64(piece.readableBytes)
            guard size <= limit else { throw tooLarge(limit) }
            gathered.append(contentsOf: piece.readableBytesView)
            if gathered.count >= pieceSize {
                try await upload.write(gathered)
                gathered.removeAll(keepingCapacity: true)
            }
        }
        try await upload.write(gathered)
        guard try await upload.finish(as: digest) else {
            throw Problem.invalid(
                "The bytes that came are not those of \(digest).",
                remedy: "Send them again, or correct the digest in the address."
            )
        }
        return Response(status: isThere ? .noContent : .created, headers: [.eTag: "\"\(digest.hexadecimal)\""])
    }

    private static let pieceSize = 256 * 1024

    private static func tooLarge(_ limit: Int64) -> Problem {
        .tooLarge("The blob is larger than the \(limit) bytes that this server takes.")
    }
}
