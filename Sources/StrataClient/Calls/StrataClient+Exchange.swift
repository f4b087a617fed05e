import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import StrataAPI
import StrataModel

extension StrataClient {
    /// The largest answer that is read as one value.
    static let largestAnswer = 256 << 20
    /// The oldest server that this client speaks with.
    static let minimumServer = "0.1.0"

    /// Makes a call until it is answered, and reads the answer.
    ///
    /// `read` is called again where the connection is lost while it reads.
    ///
    /// - Throws: `Problem`, ``ClientError``, `CancellationError`, or what `read` throws.
    func exchange<Result>(
        _ call: Call,
        checksVersion: Bool = true,
        _ read: (Answer) async throws -> Result
    ) async throws -> Result {
        var generator = SystemRandomNumberGenerator()
        var policy = retries
        policy.patience = call.patience ?? policy.patience
        let start = ContinuousClock.now
        var failures = 0
        while true {
            let failure: Refusal
            do {
                if checksVersion { try await agreement.reach { try await compareVersions(call) } }
                let answer = try await send(call, attempt: failures + 1)
                let result = try await read(answer)
                watch?(nil)
                return result
            } catch let error as Refusal {
                failure = error
            } catch let error as TransportFailure {
                failure = Refusal(error: error.error(address), isPassing: error.isPassing)
            }
            guard failure.isPassing else { throw failure.error }
            failures += 1
            watch?(failure.error)
            if call.isHurried() { policy.patience = min(policy.patience, .seconds(5)) }
            let wait = policy.delay(
                afterFailures: failures,
                elapsed: .now - start,
                asked: failure.retryAfter,
                using: &generator
            )
            guard let wait else { throw failure.error }
            try await Task.sleep(for: wait)
        }
    }

    /// Makes a call once.
    ///
    /// - Throws: ``Refusal`` for a status that is no success, ``TransportFailure`` where no answer came.
    func send(_ call: Call, attempt: Int) async throws -> Answer {
        var request = HTTPClientRequest(url: address.description + call.target)
        request.method = call.method
        request.headers = call.headers
        request.headers.add(name: "user-agent", value: "strata/\(StrataVersion.current)")
        request.headers.add(name: ServerVersion.clientHeader, value: StrataVersion.current)
        if let key { request.headers.add(name: "authorization", value: "Bearer \(key.revealed)") }
        request.body = try call.body()
        let response = try await transport.send(request, within: call.deadline)
        let answer = Answer(
            status: Int(response.status.code),
            headers: response.headers,
            body: response.body,
            attempts: attempt
        )
        guard (200..<300).contains(answer.status) || call.accepted.contains(answer.status) else {
            throw await Refusal(answer, call, self)
        }
        return answer
    }

    /// The answer as a value.
    func json<Value: Decodable>(
        _ call: Call,
        as type: Value.Type = Value.self,
        checksVersion: Bool = true
    ) async throws -> Value {
        try await exchange(call, checksVersion: checksVersion) { try await decode($0, of: call) }
    }

    /// Makes a call whose answer says no more than that it was done.
    func done(_ call: Call) async throws {
        try await exchange(call) { await $0.drain() }
    }

    /// Reads an answer as a value.
    func decode<Value: Decodable>(_ answer: Answer, of call: Call) async throws -> Value {
        guard let bytes = try await answer.bytes(limit: Self.largestAnswer) else {
            throw ClientError(
                .malformedAnswer,
                "\(address) answers \(call.method) \(call.path) with more than \(Self.largestAnswer >> 20) MiB.",
                remedy: "Ask for less at once."
            )
        }
        do {
            return try APICoding.decoder.decode(Value.self, from: Data(bytes))
        } catch {
            throw ClientError(
                .malformedAnswer,
                "\(address) answers \(call.method) \(call.path) with something else than expected: "
                    + PlainText.clean("\(error)", limit: 300),
                remedy: "Check that a Strata server of a matching version listens there: \(address)/api/v1/version."
            )
        }
    }

    private func compareVersions(_ call: Call) async throws {
        var version = Call(.GET, "version")
        version.deadline = .seconds(10)
        let answer = try await send(version, attempt: 1)
        let server: ServerVersion = try await decode(answer, of: version)
        if let error = Self.disagreement(with: server, at: address) { throw error }
    }

    /// Why this client cannot speak with a server of that version, or `nil` where it can.
    static func disagreement(with server: ServerVersion, at address: ServerAddress) -> ClientError? {
        let own = StrataVersion.current
        guard let present = VersionNumber(own), let least = VersionNumber(server.minimumClient),
            let theirs = VersionNumber(server.version), let minimum = VersionNumber(minimumServer)
        else {
            return ClientError(
                .malformedAnswer,
                "\(address) does not say a version that can be understood.",
                remedy: "Check that a Strata server listens there."
            )
        }
        if server.api != 1 || present < least {
            return ClientError(
                .unsupportedVersion,
                "the server at \(address) (Strata \(server.version)) accepts clients from \(server.minimumClient) on; "
                    + "this program has Strata \(own).",
                remedy: "Upgrade the package's dependency on Strata, or this command line, to \(server.version)."
            )
        }
        guard theirs < minimum else { return nil }
        return ClientError(
            .unsupportedVersion,
            "the server at \(address) has Strata \(server.version), which this program (Strata \(own)) "
                + "does not speak with any more.",
            remedy: "Upgrade the server to \(minimumServer) or later."
        )
    }
}
