/// What a program says of one of its functions, as far as base images go.
public struct TaggedFunction: Sendable, Hashable {
    /// Its full name, for example `Digits.train(config:data:)`.
    public var name: String
    /// The file that has it.
    public var file: String
    /// The line, counted from 1.
    public var line: Int
    /// Its base image tag; `nil` for none.
    public var tag: String?
    /// Whether it asks for a container of its own; `nil` when it does not say.
    public var standalone: Bool?
    /// Whether it describes a graph, which happens in the driver.
    public var isGraph: Bool

    /// Describes a function.
    public init(name: String, file: String, line: Int, tag: String?, standalone: Bool?, isGraph: Bool) {
        self.name = name
        self.file = file
        self.line = line
        self.tag = tag
        self.standalone = standalone
        self.isGraph = isGraph
    }
}
