import Strata
import StrataClient
import StrataServerTestSupport
import StrataTestSupport
import Testing

/// Where a test's pipeline runs are recorded: what holds for one holds for the other.
enum RecordingSite: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case folder = "in a folder"
    case server = "on a server"

    var testDescription: String { rawValue }

    /// A site that is there.
    struct Opened: Sendable {
        /// The folder with the store: this process's own, or the server's.
        var home: String
        /// The server, if it is one.
        var server: ServerFixture?

        /// A runner that records there.
        func runner(name: String? = nil, tags: [String] = [], maxParallelism: Int? = nil) -> LocalRunner {
            let runner = LocalRunner(name: name, tags: tags, maxParallelism: maxParallelism)
            // Where there is a server, nothing may be recorded in the folder beside it.
            let environment = server.map { ["STRATA_API_ADDRESS": $0.address, "STRATA_HOME": home + "/unused"] }
            return runner.in(environment: environment ?? ["STRATA_HOME": home])
        }
    }

    /// Runs `body` with a new site, which is taken away afterwards.
    func opened(_ body: @escaping @Sendable (Opened) async throws -> Void) async throws {
        switch self {
        case .folder: try await withTemporaryFolder { try await body(Opened(home: $0)) }
        case .server: try await ServerFixture.with { try await body(Opened(home: $0.home, server: $0)) }
        }
    }
}
