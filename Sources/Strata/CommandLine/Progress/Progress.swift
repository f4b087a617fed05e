import StrataModel
import Synchronization

/// Shows a pipeline run while it executes: redrawn in place on a terminal, as lines elsewhere.
final class Progress: Sendable {
    private struct State {
        var snapshot = ProgressSnapshot()
        /// Lines to write above what is redrawn.
        var lines: [String] = []
        var drawnLines = 0
        var isClosed = false
    }

    private let isQuiet: Bool
    private let isInteractive: Bool
    private let state = Mutex(State())
    /// Held while something is written.
    ///
    /// A reader of standard error that stands still must not stop the pipeline, so what happens is taken in under the other
    /// lock, and only drawing waits for this one.
    private let output = Mutex(())

    init(isQuiet: Bool, isInteractive: Bool) {
        self.isQuiet = isQuiet
        self.isInteractive = isInteractive
    }

    /// What the runner tells.
    var observer: ExecutionObserver {
        ExecutionObserver(
            started: { [self] record, page in start(record, page) },
            changed: { [self] change in state.withLock { $0.snapshot.apply(change) } },
            logged: { [self] line in state.withLock { $0.snapshot.log(line) } },
            said: { [self] line in say(ProgressText.printable(line)) }
        )
    }

    /// How far it is.
    var snapshot: ProgressSnapshot {
        state.withLock { $0.snapshot }
    }

    /// Shows a line, also when quiet; at the next drawing, where one is going on.
    func say(_ line: String) {
        state.withLock { $0.lines.append(line) }
        output.withLockIfAvailable { _ in flush() }
    }

    private func start(_ record: PipelineRunRecord, _ page: String?) {
        state.withLock { state in
            state.snapshot.start(record, page: page)
            guard !isQuiet else { return }
            // On a terminal, the name and the identifier are in what is redrawn.
            if !isInteractive {
                state.lines.append("\(ProgressText.printable(record.name)): pipeline run \(record.id)")
            }
            if let page { state.lines.append(page) }
        }
        output.withLockIfAvailable { _ in flush() }
    }

    /// Draws ten times a second until the task is canceled, `before` each time.
    func draw(before: @Sendable () -> Void) async {
        while !Task.isCancelled {
            before()
            output.withLock { _ in flush() }
            // Canceled means: no more to draw.
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Writes what is left, and takes away what was redrawn.
    func close() {
        output.withLock { _ in finish() }
    }

    /// As ``close()``, but for someone who does not want to wait: writes nothing where a drawing cannot get on.
    func abandon() {
        output.withLockIfAvailable { _ in finish() }
    }

    private func finish() {
        let text = state.withLock { state -> String in
            var text = takeText(&state)
            state.isClosed = true
            if state.drawnLines > 0 { text += ProgressText.erase(lines: state.drawnLines) }
            state.drawnLines = 0
            return text
        }
        if !text.isEmpty { Terminal.raw(text) }
    }

    private func flush() {
        let text = state.withLock { takeText(&$0) }
        if !text.isEmpty { Terminal.raw(text) }
    }

    /// What is to be written now.
    private func takeText(_ state: inout State) -> String {
        guard !state.isClosed else { return "" }
        var text = ""
        if state.drawnLines > 0 { text += ProgressText.erase(lines: state.drawnLines) }
        let (news, omitted) = state.snapshot.takeNews()
        if !isQuiet {
            for item in news {
                if let line = line(item) { text += line + "\n" }
            }
            if omitted > 0, !isInteractive { text += "… and \(omitted) more ended\n" }
        }
        for line in state.lines { text += line + "\n" }
        state.lines = []
        state.drawnLines = 0
        if isInteractive, !isQuiet {
            let lines = ProgressText.view(state.snapshot, now: .now, width: Terminal.width)
            text += lines.map { $0 + "\n" }.joined()
            state.drawnLines = lines.count
        }
        return text
    }

    private func line(_ news: ProgressSnapshot.News) -> String? {
        switch news {
        case .ended(let run):
            // On a terminal the counts say enough; lines for those that succeeded would only scroll by.
            !isInteractive || run.state == .failed ? ProgressText.line(run) : nil
        case .logged(let label, let line):
            "\(ProgressText.mark(level: line.level)) \(label): \(ProgressText.printable(line.message))"
        }
    }
}
