import StrataModel
import StrataSections

/// The functions marked `@Func` in the running program and the libraries it has loaded, by name.
struct FunctionCatalog: Sendable {
    /// All of them, in the order of their names.
    let definitions: [FunctionDefinition]

    /// Reads what the program registered while it was loaded.
    static func ofProgram() -> FunctionCatalog {
        var definitions: [FunctionDefinition] = []
        for index in 0..<strata_function_count() {
            var address: UnsafeMutableRawPointer?
            withUnsafeMutablePointer(to: &address) { strata_function_at(index)(UnsafeMutableRawPointer($0)) }
            if let address {
                definitions.append(Unmanaged<FunctionDefinition>.fromOpaque(address).takeRetainedValue())
            }
        }
        return FunctionCatalog(definitions)
    }

    init(_ definitions: [FunctionDefinition]) {
        self.definitions = definitions.sorted { $0.record.name < $1.record.name }
    }

    var records: [FunctionRecord] {
        definitions.map(\.record)
    }
}
