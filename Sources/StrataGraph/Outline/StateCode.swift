package import StrataModel

/// A state as one byte: its place in ``StrataModel/RunState/allCases``.
struct StateCode: Hashable, Sendable {
    /// The byte; ``absent`` where there is no run.
    let byte: UInt8

    /// How many states there are.
    static let count = RunState.allCases.count
    /// Stands where no run has the number.
    static let absent: UInt8 = .max

    private static let states = RunState.allCases
    private static let codes: [RunState: UInt8] = Dictionary(
        uniqueKeysWithValues: RunState.allCases.enumerated().map { ($1, UInt8($0)) }
    )

    init(_ state: RunState) {
        byte = Self.codes[state] ?? Self.absent
    }

    init(byte: UInt8) {
        self.byte = byte
    }

    /// The state; `nil` for ``absent``.
    var state: RunState? {
        Int(byte) < Self.states.count ? Self.states[Int(byte)] : nil
    }
}

extension RunState {
    /// How much it asks for attention: of many runs drawn as one, the state that asks for most is shown.
    package var severity: Int {
        switch self {
        case .failed: 9
        case .nestedFailed: 8
        case .retrying: 7
        case .canceled: 6
        case .running: 5
        case .ran: 4
        case .scheduled: 3
        case .created: 2
        case .succeeded: 1
        case .cached: 0
        }
    }
}
