package import Hummingbird
import StrataAPI
import Synchronization

/// Bounds the memory that large request bodies take together.
package final class BodyBudget: Sendable {
    private let limit: Int
    private let used = Mutex(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// Runs `body` with room for the request's body.
    ///
    /// - Throws: `Problem` with status 503 where there is none at the moment, and what `body` throws.
    package func holding<Value>(_ request: Request, _ body: () async throws -> Value) async throws -> Value {
        // Without a length, it may be as large as is taken at all.
        let size = min(
            max(request.headers[.contentLength].flatMap(Int.init) ?? BodyLimit.changes, 0),
            BodyLimit.changes
        )
        let hasRoom = used.withLock { used in
            guard used + size <= limit || used == 0 else { return false }
            used += size
            return true
        }
        guard hasRoom else {
            throw Problem(
                code: "unavailable",
                status: 503,
                detail: "The server is receiving as much as it can hold.",
                remedy: "Try again in a moment."
            )
        }
        defer { used.withLock { $0 -= size } }
        return try await body()
    }
}
