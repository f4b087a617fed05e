import Foundation
import StrataModel

/// The answer to `--strata-describe`: the program's functions as a JSON array of ``FunctionRecord``.
struct FunctionDescription {
    private let records: [FunctionRecord]

    init(_ records: [FunctionRecord]) {
        self.records = records
    }

    /// Prints it.
    ///
    /// - Returns: The exit status.
    func print() -> Int32 {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            Swift.print(String(decoding: try encoder.encode(records), as: UTF8.self))
            return ExitStatus.succeeded
        } catch {
            Terminal.error("cannot describe the program's functions: \(error)")
            return ExitStatus.failed
        }
    }
}
