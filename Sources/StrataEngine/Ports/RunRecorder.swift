package import StrataModel

/// Takes the changes of one pipeline run, in order, to where they are kept.
package protocol RunRecorder: Sendable {
    /// Takes a change. Called with the scheduler's lock held: only puts it into a buffer.
    func record(_ change: RecordChange)

    /// Waits until what was recorded is durable, but where that was waited for a moment ago.
    ///
    /// Called before a user's function starts: should it take the process down, the record says which one it was. Runs
    /// that follow each other quickly do not wait each time.
    func settle() async

    /// Waits while too many changes are not durable yet, so that the buffer stays bounded.
    func waitForRoom() async
}
