import ArgumentParser
import StrataAPI
import StrataModel
import StrataServer
import StrataStore

/// The command `strata server keys create`.
struct KeysCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a key, and print it once.",
        discussion: """
            Standard output is the key alone, so that it can go into a file or a secret store; only its hash is kept.

            EXAMPLES
              strata server keys create --name ada --scope submit
              strata server keys create --name dashboard --expires-in 90d
              export STRATA_API_KEY=$(strata server keys create --name laptop --scope submit)
            """
    )

    @OptionGroup var place: ServerHomeOption

    @Option(help: "Whose it is, or what for.")
    var name: String

    @Option(help: "What it allows: read shows everything, submit also records and cancels runs, admin also makes keys.")
    var scope = ScopeArgument(scope: .read)

    @Option(
        name: .customLong("expires-in"),
        help: "How long it is accepted: 12h, 90d, 52w. Without, until it is revoked.",
        transform: LifetimeArgument.init(parsing:)
    )
    var lifetime: LifetimeArgument?

    @OptionGroup var json: JSONFlag

    /// A scope on the command line.
    struct ScopeArgument: ExpressibleByArgument, CustomStringConvertible {
        /// The scope.
        var scope: Scope

        init(scope: Scope) {
            self.scope = scope
        }

        init?(argument: String) {
            guard let scope = Scope(rawValue: argument.lowercased()) else { return nil }
            self.scope = scope
        }

        var description: String { scope.rawValue }
        var defaultValueDescription: String { scope.rawValue }
        static var allValueStrings: [String] { Scope.allCases.map(\.rawValue) }
    }

    func run() async throws {
        let home = try place.resolved()
        let now = Timestamp.now
        let request = KeyRequest(name: name, scope: scope.scope, expiresAt: lifetime?.end(from: now))
        if let fault = KeyMaker.fault(in: request, at: now) { throw CommandFailure(fault, exitCode: .usage) }
        let store = try home.openMetadata()
        let isFirst = try await store.keys().isEmpty
        let made = try await KeyMaker.make(request, in: store, at: now)
        if json.isOn {
            try Output.json(KeyJSON(made.key, now: now, secret: made.secret))
        } else {
            try Output.print(made.secret)
        }
        note(made.key, isFirst: isFirst, in: home.path)
    }

    /// Tells on standard error what was made.
    private func note(_ key: APIKey, isFirst: Bool, in home: String) {
        let end = key.expiresAt.map { "until \($0)" } ?? "until it is revoked"
        Output.note("Key \(key.id) '\(key.name)' has the scope '\(key.scope.rawValue)', \(end).")
        Output.note("Keep it now: it cannot be shown again. Programs take it from STRATA_API_KEY.")
        guard isFirst else { return }
        Output.note("It is the first: from now on nobody reaches the server of \(Printable.line(home)) without a key.")
    }
}
