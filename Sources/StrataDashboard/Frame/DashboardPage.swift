/// A page's content, in the shape that its template asks for.
///
/// Templates find stored properties alone, and look for a name that is absent or `nil` in the surroundings, too: names that
/// may be absent must not be those of the surroundings (`title`, `page`, `frame`), or be written with a leading dot.
package protocol DashboardPage: Sendable {
    /// The template's name: its path below `Templates`, without `.mustache`.
    var template: String { get }
    /// What the browser's tab says.
    var title: String { get }
}
