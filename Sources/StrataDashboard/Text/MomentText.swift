package import StrataModel

/// A moment as pages show it: `<time class="ago" datetime="{{iso}}" title="{{exact}}">{{words}}</time>`.
package struct MomentText: Sendable, Hashable {
    /// ISO 8601 in UTC, for programs.
    package let iso: String
    /// The exact moment in UTC, for people.
    package let exact: String
    /// How long ago it was.
    package let words: String

    /// Describes a moment, seen from `now`.
    package init(_ moment: Timestamp, now: Timestamp) {
        iso = moment.description
        exact = String(iso.prefix(19)).replacing("T", with: " ") + " UTC"
        words = PageText.relative(moment, now: now)
    }
}
