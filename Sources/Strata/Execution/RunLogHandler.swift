import Logging
import StrataModel

/// Keeps what a run logs with the run.
struct RunLogHandler: LogHandler {
    let frame: RunFrame
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]

    init(frame: RunFrame) {
        self.frame = frame
    }

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let pairs = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        frame.session.log(
            LogLine(
                run: frame.run,
                attempt: frame.attempt,
                number: frame.nextLine(),
                time: frame.session.clock(),
                level: event.level.rawValue,
                message: event.message.description + pairs
            )
        )
    }
}
