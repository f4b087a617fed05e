/// One reason why a run waits for another: an edge of the graph.
public struct RunDependency: Sendable, Hashable, Codable {
    /// The run whose output is taken, or that has to end first.
    ///
    /// It has the same parent.
    public var run: RunIndex
    /// The position of the parameter that takes it, from 0, or `nil` for an ordering made by `Future.after`.
    public var input: Int32?
    /// Which part of the output is taken, for example `.training` or `[3]`; empty for the whole.
    public var path: String

    /// Describes an edge.
    public init(run: RunIndex, input: Int32?, path: String = "") {
        self.run = run
        self.input = input
        self.path = path
    }
}
