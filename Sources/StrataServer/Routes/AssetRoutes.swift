import Hummingbird
import NIOCore
import StrataAPI
import StrataDashboard
import StrataModel

/// `/assets/*`: the pages' styles and scripts.
enum AssetRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/assets/**", for: .open) { request, context in
            let name = context.parameters.getCatchAll().joined(separator: "/")
            guard let (bytes, mediaType) = Dashboard.asset(name) else {
                throw Problem.notFound("There is no file of this name.")
            }
            // Ours changes with the version alone, and pages name it without one.
            let tag = "\"\(StrataVersion.current)-\(bytes.utf8CodeUnitCount)\""
            let headers: HTTPFields = [.contentType: mediaType, .cacheControl: "no-cache", .eTag: tag]
            if request.matches(tag) { return Response(status: .notModified, headers: headers) }
            return Response(
                status: .ok,
                headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(staticString: bytes))
            )
        }
    }
}
