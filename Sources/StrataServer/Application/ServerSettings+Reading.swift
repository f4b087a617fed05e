import Configuration
import FoundationEssentials
import Logging
import StrataEngine

extension ServerSettings {
    /// What is said about settings, by name; a name such as `log-level` is `STRATA_SERVER_LOG_LEVEL` in the environment and
    /// `"logLevel"` in the file.
    package typealias Said = [String: String]

    /// Collects settings: what flags say, then the environment, then the file `server/settings.json` in the folder.
    ///
    /// - Parameters:
    ///   - home: The folder with the store.
    ///   - flags: What the command line says, by flag without its hyphens.
    ///   - environment: The process's environment.
    /// - Returns: The settings.
    /// - Throws: `StoreError` for a value that cannot be, with where it was said; and for a file that cannot be read.
    package static func read(home: String, flags: Said, environment: Said) throws -> ServerSettings {
        var settings = ServerSettings(home: home)
        // The short name, for people who work on the dashboard.
        settings.dashboardFolder = environment["STRATA_DASHBOARD_FILES"]
        let path = settings.folder + "/settings.json"
        let reader = ConfigReader(providers: [
            memory("command line", flags),
            // Set to nothing counts as not set.
            EnvironmentVariablesProvider(environmentVariables: environment.filter { !$0.value.isEmpty }),
            memory(path, try file(path)),
        ])
        try settings.apply(SettingsReader(reader: reader, path: path))
        return settings
    }

    private static func memory(_ name: String, _ said: Said) -> InMemoryProvider {
        let values = said.map { (AbsoluteConfigKey(key($0.key)), ConfigValue(.string($0.value), isSecret: false)) }
        return InMemoryProvider(name: name, values: Dictionary(values) { $1 })
    }

    /// What the file says; nothing where there is none.
    private static func file(_ path: String) throws(StoreError) -> Said {
        guard FileManager.default.fileExists(atPath: path) else { return [:] }
        do {
            let data = try Data(contentsOf: URL(filePath: path))
            let values = try JSONDecoder().decode([String: Scalar].self, from: data)
            let names = Set(settingNames.map { key($0).components[2] })
            if let unknown = values.keys.sorted().first(where: { !names.contains($0) }) {
                throw StoreError(
                    .conflict,
                    "The settings in \(path) have '\(unknown)', which is none; known are \(names.sorted().joined(separator: ", ")).",
                    remedy: "Correct the file."
                )
            }
            let named = settingNames.map { ($0, key($0).components[2]) }
            return Dictionary(named.compactMap { name, key in values[key].map { (name, $0.text) } }) { $1 }
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(
                .inputOutput,
                "The settings in \(path) cannot be read: \(error)",
                remedy: "The file takes a JSON object such as {\"port\": 7870}; correct or remove it."
            )
        }
    }

    /// A value in the file, with or without quotes.
    private struct Scalar: Decodable {
        var text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                text = String(flag)
            } else if let number = try? container.decode(Int64.self) {
                text = String(number)
            } else {
                text = try container.decode(String.self)
            }
        }
    }

    private static let settingNames = [
        "host", "port", "insecure", "behind-proxy", "log-level", "log-format", "dashboard-folder",
        "maximum-connections",
        "idle-seconds", "stall-seconds", "drain-seconds", "cache-bytes", "outline-bytes", "body-bytes", "blob-bytes",
    ]

    static func key(_ name: String) -> ConfigKey {
        // Words are joined as the environment and the file spell them: `logLevel` is LOG_LEVEL there.
        let words = name.split(separator: "-")
        let rest = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return ConfigKey(["strata", "server", String(words.first ?? "") + rest.joined()])
    }

    private mutating func apply(_ reader: SettingsReader) throws {
        if let host = try reader.text("host") { self.host = host }
        if let port = try reader.number("port", in: 0...65_535) { self.port = Int(port) }
        if let value = try reader.flag("insecure") { isInsecure = value }
        if let value = try reader.flag("behind-proxy") { isBehindProxy = value }
        logLevel = try reader.one("log-level", of: Logger.Level.self) ?? logLevel
        logFormat = try reader.one("log-format", of: LogFormat.self) ?? logFormat
        dashboardFolder = try reader.text("dashboard-folder") ?? dashboardFolder
        if let number = try reader.number("maximum-connections", in: 1...1_000_000) { maximumConnections = Int(number) }
        if let number = try reader.number("idle-seconds", in: 1...86_400) { idleSeconds = Int(number) }
        if let number = try reader.number("stall-seconds", in: 1...86_400) { stallSeconds = Int(number) }
        if let number = try reader.number("drain-seconds", in: 1...3600) { drainSeconds = Int(number) }
        if let number = try reader.number("cache-bytes", in: 0...(1 << 40)) { cacheBytes = Int(number) }
        if let number = try reader.number("outline-bytes", in: 0...(1 << 40)) { outlineBytes = Int(number) }
        if let number = try reader.number("body-bytes", in: (1 << 20)...(1 << 40)) { bodyBytes = Int(number) }
        if let number = try reader.number("blob-bytes", in: 1...(1 << 50)) { blobBytes = number }
    }
}

/// Reads settings as text, wherever they stand, and checks them itself, so that what is wrong is said and not passed over.
private struct SettingsReader {
    let reader: ConfigReader
    let path: String

    func text(_ name: String) throws -> String? {
        let text = reader.string(forKey: ServerSettings.key(name))
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    func number(_ name: String, in range: ClosedRange<Int64>) throws -> Int64? {
        guard let text = try text(name) else { return nil }
        guard let number = Int64(text), range.contains(number) else {
            throw refusal(name, text, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func flag(_ name: String) throws -> Bool? {
        guard let text = try text(name) else { return nil }
        switch text.lowercased() {
        case "true", "yes", "1": return true
        case "false", "no", "0": return false
        default: throw refusal(name, text, "true or false")
        }
    }

    func one<Value: RawRepresentable & CaseIterable>(
        _ name: String,
        of type: Value.Type
    ) throws -> Value? where Value.RawValue == String {
        guard let text = try text(name) else { return nil }
        guard let value = Value(rawValue: text) else {
            throw refusal(name, text, "one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return value
    }

    private func refusal(_ name: String, _ text: String, _ wanted: String) -> StoreError {
        let variable = "STRATA_SERVER_" + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
        return StoreError(
            .conflict,
            "The server's setting '\(name)' is '\(text)'; it takes \(wanted).",
            remedy: "Correct the flag --\(name), the variable \(variable), or the file \(path)."
        )
    }
}
