import HTTPTypes
import Hummingbird
import StrataAPI
import StrataModel

/// The header by which a repeated request is known as such.
enum IdempotencyKey {
    /// The request's key.
    ///
    /// - Throws: `Problem` where there is none, or one that is no key.
    static func of(_ request: Request) throws(Problem) -> String {
        guard let name = HTTPField.Name("Idempotency-Key"), let key = request.headers[name] else {
            throw .invalid(
                "The header Idempotency-Key is missing.",
                remedy: "Send a key of your own with it, the same one when the request is repeated."
            )
        }
        let isPlain = key.utf8.allSatisfy { byte in
            (48...58).contains(byte) || (97...122).contains(byte | 0x20) || byte == 45 || byte == 46 || byte == 95
        }
        guard (8...128).contains(key.utf8.count), isPlain else {
            throw .invalid(
                "The header Idempotency-Key takes 8 to 128 letters, digits, dots, colons, hyphens and underscores."
            )
        }
        return key
    }
}

/// Checks what a run reports about itself.
enum ReportCheck {
    /// Whether all reports are about `run`, and, from a worker, about its own attempt.
    ///
    /// - Throws: `Problem` where one is not, or there are none.
    static func belong(
        _ reports: [(run: RunIndex, attempt: Int32)],
        to run: RunID,
        _ context: ServerContext
    ) throws(Problem) {
        guard !reports.isEmpty else { throw .invalid("The list is empty.") }
        if let other = reports.first(where: { $0.run != run.index }) {
            throw .conflict("The list has an entry of run \(other.run); this address is run \(run.index)'s.")
        }
        guard case .attempt(_, let number) = context.principal else { return }
        if let other = reports.first(where: { $0.attempt != number }) {
            throw .forbidden("This token is for attempt \(number); the list has an entry of attempt \(other.attempt).")
        }
    }
}
