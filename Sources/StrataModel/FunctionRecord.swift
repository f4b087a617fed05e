/// A function as it stood in the source when a run of it was made.
public struct FunctionRecord: Sendable, Hashable, Codable {
    /// What kind of function it is.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// It computes an output.
        case computing
        /// It describes a graph of other functions' runs.
        case graph
        /// A closure given to `Future.map`, or an operator on futures.
        case closure
    }

    /// One parameter.
    public struct Parameter: Sendable, Hashable, Codable {
        /// The name by which the run's input is found.
        public var name: String
        /// The Swift type as written.
        public var type: String
        /// Whether the source gives a default value.
        public var hasDefault: Bool

        /// Describes a parameter.
        public init(name: String, type: String, hasDefault: Bool = false) {
            self.name = name
            self.type = type
            self.hasDefault = hasDefault
        }
    }

    /// The stable name: module, enclosing types, base name and labels, `Module.train(config:data:)`.
    public var name: String
    /// The name for people: what `@Func(name:)` says, or the base name.
    public var label: String
    /// What kind of function it is.
    public var kind: Kind
    /// Its parameters, in order.
    public var parameters: [Parameter]
    /// The Swift type of its output as written; `Void` for none.
    public var resultType: String
    /// What `@Func` says of it.
    public var settings: FunctionSettings
    /// The source text, attributes and documentation comment included.
    public var source: String
    /// The text of its documentation comment, without the slashes; empty for none.
    public var documentation: String
    /// The file it stands in, as `Module/File.swift`.
    public var file: String
    /// The line of its `func` keyword's declaration, from 1.
    public var line: Int

    /// Describes a function.
    public init(
        name: String,
        label: String,
        kind: Kind,
        parameters: [Parameter] = [],
        resultType: String,
        settings: FunctionSettings = FunctionSettings(),
        source: String = "",
        documentation: String = "",
        file: String,
        line: Int
    ) {
        self.name = name
        self.label = label
        self.kind = kind
        self.parameters = parameters
        self.resultType = resultType
        self.settings = settings
        self.source = source
        self.documentation = documentation
        self.file = file
        self.line = line
    }
}
