import Hummingbird
import NIOCore
import StrataEngine
import StrataStore

/// `/healthz` and `/readyz`: whether the process lives, and whether it can do its work.
enum HealthRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/healthz", for: .open) { _, _ in text("ok\n") }
        routes.get("/readyz", for: .open) { _, _ in
            try await services.store.check()
            return text("ready\n")
        }
    }

    private static func text(_ text: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
