import StrataModel

/// Paints text for terminals, or leaves it as it is.
struct Palette: Hashable, Sendable {
    /// What text can be painted with.
    enum Ink: String, Sendable {
        /// Stands out.
        case bold = "1"
        /// Stands back.
        case dim = "2"
        /// Went wrong.
        case red = "31"
        /// Went well.
        case green = "32"
        /// Needs a look.
        case yellow = "33"
        /// Is under way.
        case blue = "34"
    }

    /// Whether anything is painted.
    var isEnabled: Bool

    /// Paints nothing.
    static let plain = Palette(isEnabled: false)

    /// The text between the ink's escape sequences, or the text alone.
    func paint(_ text: String, _ ink: Ink?) -> String {
        guard isEnabled, let ink, !text.isEmpty else { return text }
        return "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m"
    }
}

extension RunState {
    /// One character for the state.
    var mark: String {
        switch self {
        case .created: "·"
        case .scheduled: "○"
        case .running: "▶"
        case .ran: "◐"
        case .retrying: "↻"
        case .succeeded: "✓"
        case .failed: "✗"
        case .nestedFailed: "!"
        case .canceled: "⊘"
        case .cached: "≡"
        }
    }

    /// What the state is painted with.
    var ink: Palette.Ink? {
        switch self {
        case .succeeded, .cached: .green
        case .failed, .nestedFailed: .red
        case .canceled, .retrying: .yellow
        case .running, .ran: .blue
        case .created, .scheduled: .dim
        }
    }

    /// The state in words, for people.
    var words: String {
        switch self {
        case .ran: "waiting for its runs"
        case .nestedFailed: "failed below"
        case .created: "waiting"
        default: rawValue
        }
    }
}

extension PipelineRunState {
    /// What the state is painted with.
    var ink: Palette.Ink? {
        switch self {
        case .running: .blue
        case .succeeded: .green
        case .failed: .red
        case .canceled: .yellow
        }
    }
}
