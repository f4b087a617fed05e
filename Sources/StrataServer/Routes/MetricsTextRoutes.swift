import Hummingbird
import NIOCore

/// `/metrics`: what the server counts about itself, for Prometheus.
enum MetricsTextRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/metrics") { _, _ in
            let text = services.metrics.text(followers: services.hub.followers)
            return Response(
                status: .ok,
                headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text))
            )
        }
    }
}
