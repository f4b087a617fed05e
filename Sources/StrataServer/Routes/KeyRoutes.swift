import Hummingbird
import StrataAPI

/// `/keys`, and tokens for workers.
enum KeyRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/api/v1/keys", for: .scope(.admin)) { request, _ in
            _ = try request.query()
            return try .json(await services.identity.keys())
        }
        routes.post("/api/v1/keys", for: .scope(.admin)) { request, _ in
            _ = try request.query()
            return try .json(
                await services.identity.makeKey(try await request.decode(KeyRequest.self)),
                status: .created
            )
        }
        routes.delete("/api/v1/keys/{key}", for: .scope(.admin)) { request, context in
            _ = try request.query()
            let id = try context.pathText("key")
            guard try await services.identity.revokeKey(id) else {
                throw Problem.notFound("There is no key '\(id.prefix(80))' that is not revoked.")
            }
            return .noContent
        }
        routes.post("/api/v1/runs/{run}/tokens") { request, context in
            _ = try request.query()
            let run = try context.runID()
            let wanted = try await request.decode(TokenRequest.self)
            _ = try await services.run(run)
            return try .json(
                try services.identity.issueToken(
                    for: run,
                    attempt: wanted.attempt,
                    expiresIn: .seconds(wanted.expiresInSeconds)
                ),
                status: .created
            )
        }
    }
}
