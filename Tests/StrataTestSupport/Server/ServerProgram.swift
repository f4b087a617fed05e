import AsyncHTTPClient
import Foundation
import Synchronization

/// The built `strata server`, as a program of its own on a free port of 127.0.0.1.
public struct ServerProgram: Sendable {
    /// How it is started.
    public struct Options: Sendable {
        /// Arguments after `strata server`.
        public var arguments: [String] = []
        /// What differs from this process's environment; `nil` takes a variable away.
        public var environment: [String: String?] = [:]
        /// Shell commands before it, for example `ulimit`.
        public var preparation = ""
        /// The program; `nil` for the one that was built with the tests.
        public var program: String?

        /// As it comes.
        public init() {}
    }

    /// The folder with its store.
    public let home: String
    /// Where it listens.
    public let port: Int
    /// Its process.
    public let process: Int32
    /// The file to which it writes its log.
    public let logFile: String
    private let end: ExpectedEnd
    /// What speaks to it; follows no redirections.
    let client: HTTPClient

    /// Where it is found: `http://127.0.0.1:<port>`.
    public var address: String { "http://127.0.0.1:\(port)" }

    /// What it logged so far.
    public var log: String { (try? String(contentsOfFile: logFile, encoding: .utf8)) ?? "" }

    /// Runs `body` with a server, which is ended afterwards whatever happened.
    ///
    /// - Parameters:
    ///   - home: The folder with its store.
    ///   - options: How it is started.
    ///   - body: What to do with it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws; ``ServerProgramError`` where the server does not come up, or ends by itself.
    public static func run<Result: Sendable>(
        home: String,
        options: Options = Options(),
        _ body: @escaping @Sendable (ServerProgram) async throws -> Result
    ) async throws -> Result {
        guard let program = options.program ?? builtProgram("strata") else {
            throw ServerProgramError("there is no built 'strata' beside the tests")
        }
        let client = HTTPClient(configuration: .init(redirectConfiguration: .disallow))
        do {
            let result = try await withTemporaryFolder { folder in
                try await runOnce(program, home, folder, options, client, body)
            }
            try await client.shutdown()
            return result
        } catch {
            // The error of the body is the one to tell.
            try? await client.shutdown()
            throw error
        }
    }

    private static func runOnce<Result: Sendable>(
        _ program: String,
        _ home: String,
        _ folder: String,
        _ options: Options,
        _ client: HTTPClient,
        _ body: @escaping @Sendable (ServerProgram) async throws -> Result
    ) async throws -> Result {
        let end = ExpectedEnd()
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            // Canceling the task ends the process.
            group.addTask {
                let outcome = try await start(program, home, folder, options)
                if Task.isCancelled || end.isExpected { return nil }
                throw ServerProgramError("the server ended with \(outcome.exitCode): \(outcome.errors)\(log(folder))")
            }
            group.addTask { try await body(try await listening(home, folder, end, client)) }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }

    private static func start(
        _ program: String,
        _ home: String,
        _ folder: String,
        _ options: Options
    ) async throws -> ProgramOutcome {
        let command = """
            \(options.preparation)
            echo $$ >pid
            program=$0
            exec "$program" server --port 0 "$@" >log 2>&1
            """
        var environment: [String: String?] = ["STRATA_HOME": home, "NO_COLOR": "1", "STRATA_API_ADDRESS": nil]
        environment.merge(options.environment) { $1 }
        return try await runProgram(
            ["sh", "-c", command, program] + options.arguments,
            in: folder,
            environment: environment
        )
    }

    private static func log(_ folder: String) -> String {
        (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
    }

    /// Waits until it says where it listens.
    private static func listening(
        _ home: String,
        _ folder: String,
        _ end: ExpectedEnd,
        _ client: HTTPClient
    ) async throws -> ServerProgram {
        for _ in 0..<6000 {
            let text = log(folder)
            let number = try? String(contentsOfFile: folder + "/pid", encoding: .utf8)
            if let mark = text.ranges(of: /http:\/\/(127\.0\.0\.1|localhost|0\.0\.0\.0):/).first,
                let port = Int(text[mark.upperBound...].prefix { $0.isNumber }),
                let process = number.flatMap({ Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) })
            {
                return ServerProgram(
                    home: home,
                    port: port,
                    process: process,
                    logFile: folder + "/log",
                    end: end,
                    client: client
                )
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw ServerProgramError("the server does not listen after 30 s: \(log(folder).suffix(2000))")
    }

    /// Sends it a signal after which it may end: `SIGTERM` asks, `SIGKILL` does not.
    public func end(with signal: Int32) {
        end.expect()
        kill(process, signal)
    }

    /// Waits until it is gone.
    ///
    /// - Throws: ``ServerProgramError`` where it is still there after a minute.
    public func waitUntilGone() async throws {
        for _ in 0..<6000 {
            if kill(process, 0) != 0 { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw ServerProgramError("the server is still there a minute after it was told to end: \(log.suffix(2000))")
    }

    /// The memory of the program that is in use at present, in bytes.
    public func residentBytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let kilobytes = Int(line.filter(\.isNumber))
        else { throw ServerProgramError("the system does not tell the memory of process \(process)") }
        return kilobytes * 1024
    }
}

/// Whether a process's end is what the test wants.
private final class ExpectedEnd: Sendable {
    private let flag = Mutex(false)

    var isExpected: Bool { flag.withLock { $0 } }

    func expect() {
        flag.withLock { $0 = true }
    }
}

/// A server for tests that did not come up, or did not stay.
public struct ServerProgramError: Error, CustomStringConvertible {
    /// What happened.
    public var description: String

    init(_ description: String) {
        self.description = description
    }
}
