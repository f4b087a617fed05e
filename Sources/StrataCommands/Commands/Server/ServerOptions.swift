import ArgumentParser
import FoundationEssentials
import Logging
import StrataServer
import StrataStore

/// Where the store is.
struct ServerHomeOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("The folder with the store; by default $STRATA_HOME, or ~/.strata.", valueName: "folder")
    )
    var home: String?

    /// The folder.
    ///
    /// - Throws: `StoreError` where the user has no home folder.
    func resolved() throws -> StrataHome {
        guard let home else { return try StrataHome(environment: ProcessInfo.processInfo.environment) }
        guard !home.isEmpty else { throw CommandFailure("'--home' takes a folder.", exitCode: .usage) }
        return StrataHome(path: home)
    }
}

/// How a server is set up.
struct ServerOptions: ParsableArguments {
    @OptionGroup var place: ServerHomeOption

    @Option(help: "The address to listen on. Addresses that other machines reach take keys.")
    var host: String?

    @Option(help: "The port; 0 for any that is free. (default: \(ServerSettings.defaultPort))")
    var port: Int?

    @Flag(help: "Listen to other machines although there are no keys: everyone there can read and change everything.")
    var insecure = false

    @Flag(
        name: .customLong("behind-proxy"),
        help: "All requests come through a proxy that sets X-Forwarded-For and X-Forwarded-Proto; takes keys."
    )
    var behindProxy = false

    @Option(
        name: .customLong("log-level"),
        help: "The least grave messages to log: \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var logLevel: String?

    @Option(name: .customLong("log-format"), help: "How log lines are written: text or json.")
    var logFormat: String?

    func validate() throws {
        if let port, !(0...65_535).contains(port) { throw ValidationError("'--port' takes a number from 0 to 65535.") }
    }

    /// The settings that flags, environment and file make together.
    func settings() throws -> ServerSettings {
        try ServerSettings.read(
            home: try place.resolved().path,
            flags: flags,
            environment: ProcessInfo.processInfo.environment
        )
    }

    /// What the command line says, by flag.
    var flags: [String: String] {
        var flags: [String: String] = [:]
        flags["host"] = host
        flags["port"] = port.map(String.init)
        if insecure { flags["insecure"] = "true" }
        if behindProxy { flags["behind-proxy"] = "true" }
        flags["log-level"] = logLevel
        flags["log-format"] = logFormat
        return flags
    }
}
