/// How a value is shown to people, as plain data that any viewer can draw without the program that made it.
public indirect enum ArtifactView: Sendable, Hashable, Codable {
    /// Rows and columns of text.
    case table(TableView)
    /// A picture.
    case image(ImageView)
    /// A chart.
    case plot(PlotView)
    /// Text in Markdown. Viewers show it sanitised.
    case markdown(String)
    /// An address to follow.
    case link(title: String, url: String)
    /// Several views under titles, in order.
    case sections([Section])

    /// One titled part of ``ArtifactView/sections(_:)``.
    public struct Section: Sendable, Hashable, Codable {
        /// What the part is called.
        public var title: String
        /// What it shows.
        public var view: ArtifactView

        /// Titles a view.
        public init(_ title: String, _ view: ArtifactView) {
            self.title = title
            self.view = view
        }
    }
}
