import NIOHTTP1
public import StrataAPI
public import StrataModel

extension StrataClient {
    /// What lists can be narrowed down by.
    public struct Choices: Sendable, Hashable, Codable {
        /// Users who started pipeline runs.
        public var users: [String]
        /// Tags of pipeline runs.
        public var tags: [String]
        /// The labels of root functions by their stable names.
        public var functions: [String: String]
    }

    /// Root functions, those with the newest pipeline run first.
    ///
    /// - Parameters:
    ///   - latest: How many of its latest pipeline runs come with each.
    ///   - limit: At most this many.
    ///   - cursor: Where to go on: `next` of the page before.
    /// - Returns: A page.
    /// - Throws: `Problem` with code `notFound` for a cursor that is none.
    public func functions(
        latest: Int = 10,
        limit: Int = 50,
        cursor: String? = nil
    ) async throws -> Page<FunctionSummary> {
        var query = [(name: "latest", value: "\(latest)"), (name: "limit", value: "\(limit)")]
        if let cursor { query.append((name: "cursor", value: cursor)) }
        return try await json(Call(.GET, "functions", query: query))
    }

    /// The versions in which a function has been recorded, the newest first.
    public func versions(ofFunction name: String) async throws -> [FunctionRecord] {
        try await json(Call(.GET, "functions", name, "versions"))
    }

    /// Users, tags and root functions there are.
    public func choices() async throws -> Choices {
        try await json(Call(.GET, "facets"))
    }
}
