import Hummingbird
import NIOCore
import StrataAPI
import StrataDashboard

/// `/assets/*`: the pages' styles and scripts.
enum AssetRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/assets/**", for: .open) { request, context in
            let name = context.parameters.getCatchAll().joined(separator: "/")
            guard let asset = services.dashboard.asset(name) else {
                throw Problem.notFound("There is no file of this name.")
            }
            // Pages name files without a version: a browser asks whether what it has is still right.
            let headers: HTTPFields = [
                .contentType: asset.mediaType, .cacheControl: "no-cache", .eTag: asset.entityTag,
            ]
            if request.matches(asset.entityTag) { return Response(status: .notModified, headers: headers) }
            return Response(
                status: .ok,
                headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes))
            )
        }
    }
}
