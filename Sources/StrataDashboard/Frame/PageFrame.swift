/// What stands around every page.
///
/// Templates read stored properties alone.
package struct PageFrame: Sendable {
    /// Who is signed in; `nil` where the server is open.
    package let user: String?
    /// The token that every form sends back; `nil` where nobody is signed in and forms need none.
    package let csrfToken: String?
    /// Whether buttons that change something are offered.
    package let canSubmit: Bool
    /// The server's version.
    package let version: String
    let isPipelines: Bool
    let isRuns: Bool
    let isCompare: Bool

    /// Describes the surroundings of a page.
    ///
    /// - Parameters:
    ///   - section: The section of the navigation that is marked: `pipelines`, `runs`, `compare`, or anything else for none.
    ///   - user: Who is signed in; `nil` where the server is open.
    ///   - csrfToken: The token that every form sends back; `nil` where forms need none.
    ///   - canSubmit: Whether buttons that change something are offered.
    ///   - version: The server's version.
    package init(section: String, user: String?, csrfToken: String?, canSubmit: Bool, version: String) {
        self.user = user
        self.csrfToken = csrfToken
        self.canSubmit = canSubmit
        self.version = version
        isPipelines = section == "pipelines"
        isRuns = section == "runs"
        isCompare = section == "compare"
    }
}
