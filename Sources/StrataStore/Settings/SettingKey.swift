/// What can be set for a user on this machine.
package enum SettingKey: String, Sendable, CaseIterable {
    /// The address of the server that keeps records; `local` for this machine's own store.
    case apiAddress
    /// What is shown to that server.
    case apiKey

    /// The environment variable that takes precedence.
    package var variable: String {
        switch self {
        case .apiAddress: "STRATA_API_ADDRESS"
        case .apiKey: "STRATA_API_KEY"
        }
    }

    /// What it is for, in a few words.
    package var summary: String {
        switch self {
        case .apiAddress: "the address of the server that keeps records, or 'local'"
        case .apiKey: "the key that is shown to the server"
        }
    }

    /// Whether it must not be shown.
    package var isSecret: Bool { self == .apiKey }

    /// The value of ``apiAddress`` that stands for this machine's own store.
    package static let local = "local"
}
