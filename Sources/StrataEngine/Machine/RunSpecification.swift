package import StrataModel

/// What the engine is told of a run that is to be made.
package struct RunSpecification: Sendable {
    /// The function it executes.
    package let function: FunctionKey
    /// The function's label, for messages.
    package let label: String
    /// The runs it waits for.
    ///
    /// In a graph they are numbered from 0 within that graph.
    package let dependencies: [RunDependency]

    /// Describes a run to be made.
    package init(function: FunctionKey, label: String, dependencies: [RunDependency] = []) {
        self.function = function
        self.label = label
        self.dependencies = dependencies
    }
}
