import Foundation
import StrataSections
import Testing

@testable import Strata

/// The functions of this test program.
struct FunctionTable {
    /// The file that the functions stand in.
    static let steps = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Fixtures/Steps.swift")

    private let definitions: [FunctionDefinition]

    init() {
        let all = (0..<strata_function_count()).compactMap { index in
            var address: UnsafeMutableRawPointer?
            withUnsafeMutablePointer(to: &address) { strata_function_at(index)($0) }
            return address.map { Unmanaged<FunctionDefinition>.fromOpaque($0).takeRetainedValue() }
        }
        // Another test target's functions may be in the same program.
        definitions = all.filter { $0.record.file == "StrataMacrosTests/Steps.swift" }
    }

    var names: [String] { definitions.map(\.record.name).sorted() }

    func definition(_ signature: String) throws -> FunctionDefinition {
        try #require(definitions.first { $0.record.name == "StrataMacrosTests.\(signature)" })
    }

    func record(_ signature: String) throws -> FunctionRecord {
        try definition(signature).record
    }
}
