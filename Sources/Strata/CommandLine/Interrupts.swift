@preconcurrency import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// Tells of SIGINT, SIGTERM and SIGHUP while it lives, instead of their ending the process.
///
/// A reader of our output that goes away (SIGPIPE) is no reason to end either: what is recorded counts.
final class Interrupts: Sendable {
    enum Signal: Sendable {
        case interrupt, terminate, hangUp

        var name: String {
            switch self {
            case .interrupt: "interrupted"
            case .terminate: "asked to terminate"
            case .hangUp: "the terminal is gone"
            }
        }

        var status: Int32 {
            switch self {
            case .interrupt: ExitStatus.interrupted
            case .terminate: ExitStatus.terminated
            case .hangUp: ExitStatus.hungUp
            }
        }

        fileprivate var number: Int32 {
            switch self {
            case .interrupt: SIGINT
            case .terminate: SIGTERM
            case .hangUp: SIGHUP
            }
        }
    }

    private let state = Received()
    private let sources: [any DispatchSourceSignal]

    /// The signal that came first, if one came.
    var received: Signal? {
        state.first
    }

    /// Starts to listen.
    ///
    /// - Parameter handler: Called with each signal and how many have come, this one included.
    init(_ handler: @escaping @Sendable (Signal, Int) -> Void) {
        // A handler, because children would inherit that a signal is ignored, but get the default back for a handler.
        Glibc.signal(SIGPIPE) { _ in }
        let state = state
        sources = [Signal.interrupt, .terminate, .hangUp].map { signal in
            Glibc.signal(signal.number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: signal.number)
            source.setEventHandler {
                let count = state.note(signal)
                handler(signal, count)
            }
            source.resume()
            return source
        }
    }
}

/// The signals that came.
private final class Received: Sendable {
    private let state = Mutex<(first: Interrupts.Signal?, count: Int)>((nil, 0))

    var first: Interrupts.Signal? {
        state.withLock { $0.first }
    }

    func note(_ signal: Interrupts.Signal) -> Int {
        state.withLock { state in
            state.first = state.first ?? signal
            state.count += 1
            return state.count
        }
    }
}
