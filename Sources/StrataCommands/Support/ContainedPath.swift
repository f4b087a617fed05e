/// A relative path that stays inside the folder it is joined to.
struct ContainedPath: Hashable, Sendable {
    /// The names from the folder down, at least one; none is empty, `.` or `..`.
    let components: [String]

    /// Takes a path as a directory artifact records it; `nil` for one that is absolute or empty, has a NUL, or an
    /// empty, `.` or `..` component.
    init?(_ path: String) {
        guard !path.utf8.contains(0) else { return nil }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return nil }
        components = parts
    }
}
