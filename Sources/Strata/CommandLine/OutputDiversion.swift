import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// Keeps what functions print apart from the program's result: while it lasts, standard output goes elsewhere.
///
/// Functions print, and may run for hours; the result is one document that programs read. On a terminal what is printed has
/// to pass through whoever draws on it, or it would be drawn over.
final class OutputDiversion: Sendable {
    private let original: Int32
    private let isForwarding: Bool
    private let isDone = DispatchSemaphore(value: 0)

    /// Starts to divert.
    ///
    /// - Parameter show: Takes each line that is printed; `nil` lets them go to standard error.
    init(show: (@Sendable (String) -> Void)?) {
        fflush(nil)
        original = dup(STDOUT_FILENO)
        var ends: [Int32] = [0, 0]
        guard let show, pipe(&ends) == 0 else {
            dup2(STDERR_FILENO, STDOUT_FILENO)
            isForwarding = false
            return
        }
        dup2(ends[1], STDOUT_FILENO)
        close(ends[1])
        let source = ends[0]
        let isDone = isDone
        let thread = Thread {
            Self.forward(from: source, to: show)
            isDone.signal()
        }
        thread.start()
        isForwarding = true
    }

    /// Lets out what is still buffered in this process.
    func flush() {
        fflush(nil)
    }

    /// Gives standard output back, once everything that was printed has been shown.
    func end() {
        fflush(nil)
        dup2(original, STDOUT_FILENO)
        close(original)
        if isForwarding { isDone.wait() }
    }

    /// Passes lines on until nobody can write any more.
    private static func forward(from descriptor: Int32, to show: (String) -> Void) {
        var pending: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            pending += buffer[..<count]
            while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                show(String(decoding: pending[..<end], as: UTF8.self))
                pending.removeSubrange(...end)
            }
        }
        if !pending.isEmpty { show(String(decoding: pending, as: UTF8.self)) }
        close(descriptor)
    }
}
