import FoundationEssentials
import StrataImages
import StrataModel
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Shows on a terminal how much of each base's image has been sent.
final class TransferProgress: Sendable {
    private struct State {
        /// The blobs of each image, in the order of the bases.
        var images: [(tag: String, blobs: [Digest: Int64])] = []
        var sent: [Digest: Int64] = [:]
        var drawnLines = 0
    }

    private let isEnabled: Bool
    private let state = Mutex(State())

    /// Draws only where it is wanted and standard error is a terminal.
    init(isEnabled: Bool) {
        let isTerminal = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
        self.isEnabled = isEnabled && isTerminal
    }

    /// Says what may have to be sent.
    func expect(_ images: [PackagedImage]) {
        state.withLock { state in
            state.images = images.map { image in
                let layers = image.images.flatMap(\.layers).map { ($0.descriptor.digest, $0.descriptor.size) }
                return (image.tag.rawValue, Dictionary(layers) { first, _ in first })
            }
        }
    }

    /// Takes note of bytes that were sent.
    func note(_ progress: PushProgress) {
        guard isEnabled else { return }
        state.withLock { $0.sent[progress.digest] = progress.sent }
    }

    /// Draws while `body` runs, from its first second on, and removes what was drawn.
    func showing<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        guard isEnabled else { return try await body() }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await Task.sleep(for: .milliseconds(900))
                while true {
                    self.draw()
                    try await Task.sleep(for: .milliseconds(100))
                }
            }
            defer {
                group.cancelAll()
                erase()
            }
            return try await body()
        }
    }

    private func draw() {
        let text = state.withLock { state in
            let lines = state.images.map { tag, blobs in
                let total = blobs.values.reduce(0, +)
                let sent = blobs.keys.reduce(0) { $0 + (state.sent[$1] ?? 0) }
                return "\u{1B}[2K\(tag): \(SizeText.text(sent)) sent of \(SizeText.text(total))\n"
            }
            let back = state.drawnLines > 0 ? "\u{1B}[\(state.drawnLines)A" : ""
            state.drawnLines = lines.count
            return back + lines.joined()
        }
        Output.raw(text)
    }

    private func erase() {
        let lines = state.withLock { state in
            defer { state.drawnLines = 0 }
            return state.drawnLines
        }
        if lines > 0 { Output.raw("\u{1B}[\(lines)A\u{1B}[0J") }
    }
}
