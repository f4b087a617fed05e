/// What a request wants to do with a repository, as token servers have it: `repository:team/digits:pull,push`.
struct AccessScope: Sendable, Hashable, Comparable, CustomStringConvertible {
    var repository: String
    var isPush = false

    var description: String {
        "repository:\(repository):\(isPush ? "pull,push" : "pull")"
    }

    static func < (left: AccessScope, right: AccessScope) -> Bool {
        left.description < right.description
    }
}
