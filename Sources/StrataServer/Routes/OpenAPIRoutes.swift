import Hummingbird
import NIOCore
import StrataModel

/// `/openapi.json`: the contract, as a document.
enum OpenAPIRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        let bytes = ByteBuffer(bytes: document)
        let tag = "\"\(Digest(hashing: document).hexadecimal.prefix(24))\""
        routes.get("/api/v1/openapi.json", for: .open) { request, _ in
            _ = try request.query()
            let headers: HTTPFields = [.eTag: tag, .cacheControl: "no-cache"]
            if request.matches(tag) { return Response(status: .notModified, headers: headers) }
            return .json(bytes: bytes, headers: headers)
        }
    }

    /// The document's bytes.
    static var document: [UInt8] {
        EmbeddedFiles.all["Assets/openapi.json"].map { $0.withUTF8Buffer { Array($0) } } ?? []
    }
}
