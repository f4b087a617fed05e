import Foundation
import StrataClient
import StrataEngine
import StrataStore

/// Where a runner records: a folder of this machine, or a server.
enum RecordingPlace: Sendable {
    case folder(StrataHome)
    case server(StrataClient, patience: Duration)

    /// The variable that says for how long a server may be out of reach.
    static let patienceVariable = "STRATA_API_PATIENCE"
    static let usualPatience = Duration.seconds(600)

    /// Finds it: the folder that is named in code, else the server that is set, else the folder of the environment.
    ///
    /// - Throws: `StoreError` where what is set is not usable.
    init(home: String?, environment: [String: String]) throws {
        if let home {
            self = .folder(StrataHome(path: home))
            return
        }
        let settings = try Settings(environment: environment)
        guard let address = settings.apiAddress else {
            self = .folder(try StrataHome(environment: environment))
            return
        }
        do {
            let client = try StrataClient(
                configured: address.value,
                from: address.source.words,
                apiKey: settings[.apiKey]?.value,
                environment: environment
            )
            self = .server(client, patience: try Self.patience(environment))
        } catch let error as ClientError {
            throw StoreError(.inputOutput, error.message, remedy: error.remedy)
        }
    }

    private static func patience(_ environment: [String: String]) throws -> Duration {
        guard let text = environment[patienceVariable], !text.isEmpty else { return usualPatience }
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
        let unit = text.last.flatMap { units[$0] }
        guard let number = Int(unit == nil ? text[...] : text.dropLast()), (0...604_800).contains(number) else {
            throw StoreError(
                .inputOutput,
                "\(patienceVariable) is '\(text.prefix(100))', which is no length of time.",
                remedy: "Write a number and a unit: 30s, 10m, 1h."
            )
        }
        return .seconds(number * (unit ?? 1))
    }
}
