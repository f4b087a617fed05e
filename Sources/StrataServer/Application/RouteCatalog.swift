package import HTTPTypes
import Hummingbird
import Synchronization

/// The routes there are; filled once they are all added.
package final class RouteCatalog: Sendable {
    /// A path with `{parameters}`, and a method.
    package struct Entry: Sendable, Hashable {
        /// For example `/api/v1/runs/{run}`.
        package var path: String
        /// For example `GET`.
        package var method: HTTPRequest.Method
    }

    private let state = Mutex<[Entry]>([])

    /// All routes.
    package var entries: [Entry] { state.withLock { $0 } }

    func fill(_ routes: [Router<ServerContext>.RouteDescription]) {
        state.withLock { $0 = routes.map { Entry(path: $0.path.description, method: $0.method) } }
    }

    /// The methods that are possible at an address, sorted; empty where there is nothing.
    func methods(at path: String) -> [String] {
        let parts = path.split(separator: "/")
        let methods = entries.lazy.filter { Self.matches($0.path.split(separator: "/"), parts) }.map(\.method.rawValue)
        var found = Set(methods)
        if found.contains("GET") { found.insert("HEAD") }
        return found.sorted()
    }

    private static func matches(_ pattern: [Substring], _ parts: [Substring]) -> Bool {
        let isOpen = pattern.last == "**"
        let fixed = isOpen ? pattern.dropLast() : pattern[...]
        guard isOpen ? parts.count > fixed.count : parts.count == fixed.count else { return false }
        return zip(fixed, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
