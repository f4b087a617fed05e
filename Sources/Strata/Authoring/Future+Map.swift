import StrataModel

extension Future where Output: Artifact {
    /// A future of what `transform` makes of the value: a run of its own, in the driver's process.
    ///
    /// - Parameters:
    ///   - name: What people read instead of `map`.
    ///   - fileID: Where the call stands; by default where it does.
    ///   - line: The line of the call.
    ///   - transform: Makes the new value. What it throws fails that run.
    /// - Returns: A future of the new value.
    public func map<Mapped: Artifact>(
        name: String = "map",
        fileID: String = #fileID,
        line: Int = #line,
        _ transform: @escaping @Sendable (Output) async throws -> Mapped
    ) -> Future<Mapped> {
        let definition = FunctionDefinition.closure(
            ClosureSite(label: name, fileID: fileID, line: line),
            parameters: [FunctionParameter("value", Output.self, spelled: "\(Output.self)")],
            Mapped.self
        ) { inputs in
            try await transform(inputs.value(0))
        }
        return Future<Mapped>(FutureNode(definition, [self]))
    }
}

/// Where a closure stands that became a run, and what it is called.
struct ClosureSite {
    let label: String
    let fileID: String
    let line: Int
}

extension FunctionDefinition {
    /// A definition for a closure or an operator.
    static func closure<Output: Artifact>(
        _ site: ClosureSite,
        parameters: [FunctionParameter],
        _ output: Output.Type,
        _ body: @escaping @Sendable (FunctionInputs) async throws -> Output
    ) -> FunctionDefinition {
        let types = parameters.map(\.record.type).joined(separator: ", ")
        let module = site.fileID.prefix { $0 != "/" }
        let place = site.line > 0 ? "@\(site.fileID):\(site.line)" : ""
        return FunctionDefinition(
            record: FunctionRecord(
                name: "\(module).\(site.label)(\(types))\(place)",
                label: site.label,
                kind: .closure,
                parameters: parameters.map(\.record),
                resultType: "\(output)",
                file: site.fileID,
                line: site.line
            ),
            code: .computing { try await body($0) },
            parameters: parameters,
            output: ArtifactCodec(output, spelled: "\(output)")
        )
    }
}
