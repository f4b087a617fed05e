import Synchronization

@testable import Strata

/// What a runner says about its recording.
final class SaidLines: Sendable {
    private let state = Mutex<[String]>([])

    var lines: [String] { state.withLock { $0 } }

    /// A runner in this environment whose words are kept here.
    func runner(_ environment: [String: String], maxParallelism: Int? = nil) -> LocalRunner {
        LocalRunner(
            home: nil,
            name: nil,
            tags: [],
            maxParallelism: maxParallelism,
            keepGoing: false,
            arguments: ["--epochs", "3"],
            observer: ExecutionObserver(
                started: { _, _ in },
                changed: { _ in },
                logged: { _ in },
                said: { [self] line in state.withLock { $0.append(line) } }
            )
        ).in(environment: environment)
    }

    /// Waits until a line with these words has been said.
    func wait(for words: String) async throws {
        while !lines.contains(where: { $0.contains(words) }) { try await Task.sleep(for: .milliseconds(10)) }
    }
}
