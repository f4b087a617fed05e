package import StrataModel

/// Takes the changes of one pipeline run, in order, to where they are kept.
package protocol RunRecorder: Sendable {
    /// Takes a change. Called with the scheduler's lock held: only puts it into a buffer.
    func record(_ change: RecordChange)

    /// Waits while too many changes are not durable yet, so that the buffer stays bounded.
    func waitForRoom() async
}
