extension Future {
    /// A future of an array, out of futures of its elements: a run that waits for all of them.
    ///
    /// ```swift
    /// @Func
    /// func trainAll(rates: [Double], data: Dataset) -> Future<[Model]> {
    ///     Future(rates.map { train(rate: $0, data: data) })
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - futures: The elements, in order.
    ///   - fileID: Where the call stands; by default where it does.
    ///   - line: The line of the call.
    public init<Element: Artifact>(
        _ futures: [Future<Element>],
        fileID: String = #fileID,
        line: Int = #line
    ) where Output == [Element] {
        let definition = FunctionDefinition.closure(
            ClosureSite(label: "array", fileID: fileID, line: line),
            parameters: [FunctionParameter("elements", [Element].self, spelled: "[\(Element.self)]")],
            [Element].self
        ) { inputs in
            try inputs.value(0)
        }
        self.init(FutureNode(definition, [futures]))
    }
}
