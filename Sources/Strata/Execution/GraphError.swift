/// A graph that a function described cannot be run.
struct GraphError: Error, CustomStringConvertible {
    let message: String
    let remedy: String

    var description: String {
        "\(message)\n\(remedy)"
    }

    static func unused(_ names: [String]) -> GraphError {
        let list = list(names)
        let futures = names.count == 1 ? "a future of \(list) is" : "futures of \(list) are"
        return GraphError(
            message: "\(futures) never used by the result",
            remedy: "Pass it on, wait for it with 'after', or mark it with '.discarded()' to run it all the same."
        )
    }

    static func cycle(_ names: [String]) -> GraphError {
        let chain = names.map { "'\($0)'" }.joined(separator: " waits for ")
        return GraphError(
            message: "the graph has a cycle: \(chain)",
            remedy: "Remove one of the 'after' calls between them."
        )
    }

    static func foreign(_ name: String) -> GraphError {
        GraphError(
            message: "a future of '\(name)' was made outside of the function that uses it",
            remedy: "Make the future in the function whose graph it is part of, or pass its value as an input."
        )
    }

    static func late(_ name: String) -> GraphError {
        GraphError(
            message: "a future of '\(name)' was made by another task than the one that describes the graph",
            remedy: "Make all futures of a graph one after the other, in the function itself."
        )
    }

    static func neverAwaited(_ names: [String]) -> GraphError {
        let list = list(names)
        return GraphError(
            message: "a function that computes made futures of \(list), which nothing will ever run",
            remedy: "Await the calls, or make them in a function that returns a Future."
        )
    }

    /// The names in quotes; of many only the first.
    private static func list(_ names: [String]) -> String {
        let limit = 10
        let shown = names.prefix(limit).map { "'\($0)'" }.joined(separator: ", ")
        return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
    }
}
