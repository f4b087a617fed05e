package import StrataModel

/// An attempt of a run that failed and was followed by another.
package struct FailedAttempt: Sendable, Hashable {
    /// Its number, from 1.
    package var number: Int32
    /// When its function started to execute, if it did.
    package var started: Timestamp?
    /// When it failed.
    package var ended: Timestamp
    /// Why.
    package var failure: RunFailure?
}
