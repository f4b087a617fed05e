/// A future without its type: the result of a graph.
struct AnyFuture: Sendable {
    /// The node the result comes from, or `nil` where the value is known.
    let node: FutureNode?
    /// Gives the result, once the node's output is there.
    let input: NodeInput
    /// How the result is serialised, or `nil` for `Void`.
    let codec: ArtifactCodec?
    /// Which part of the node's output the result is; empty for the whole.
    let path: String

    init<Output: Artifact>(_ future: Future<Output>) {
        self.init(future, codec: ArtifactCodec(Output.self, spelled: "\(Output.self)"))
    }

    init(_ future: Future<Void>) {
        self.init(future, codec: nil)
    }

    private init<Output>(_ future: Future<Output>, codec: ArtifactCodec?) {
        self.codec = codec
        switch future.source {
        case .known(let value):
            node = nil
            path = ""
            input = NodeInput(source: .assembled { _ in try value() })
        case .node(let node, let projection):
            self.node = node
            path = projection?.path ?? ""
            input = NodeInput(source: .output(node.id, projection))
        }
    }
}
