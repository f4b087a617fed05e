public import StrataModel

extension ArtifactView: Artifact {
    /// A view shows itself.
    public var artifactView: ArtifactView? { self }
}

extension TableView: Artifact {
    /// Shown as a table.
    public var artifactView: ArtifactView? { .table(self) }
}

extension ImageView: Artifact {
    /// Shown as a picture.
    public var artifactView: ArtifactView? { .image(self) }
}

extension PlotView: Artifact {
    /// Shown as a chart.
    public var artifactView: ArtifactView? { .plot(self) }
}
