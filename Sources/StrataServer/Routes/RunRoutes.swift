import FoundationEssentials
import Hummingbird
import NIOCore
import StrataAPI
import StrataEngine
import StrataStore

/// `/runs/{run}`: one run with everything that is known of it.
enum RunRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/api/v1/runs/{run}", for: .scopeOrAttempt(.read)) { request, context in
            _ = try request.query()
            let run = try context.runID()
            let answer = try await services.answers.answer(about: run) {
                guard let detail = try await services.store.detail(of: run) else { throw ServerServices.unknown(run) }
                return ByteBuffer(data: try APICoding.encoder.encode(detail))
            }
            let headers: HTTPFields = [.eTag: answer.tag, .cacheControl: "private, no-cache"]
            if request.matches(answer.tag) { return Response(status: .notModified, headers: headers) }
            return .json(bytes: answer.bytes, headers: headers)
        }
    }
}
