import NIOHTTP1
import StrataOCI

/// Sends requests as they are and makes errors of what comes back: no credentials of its own.
struct Sender: Sendable {
    var transport: Transport
    var options: RegistryClientOptions

    /// Sends a request once.
    func send(_ call: HTTPCall, for action: RegistryAction) async throws -> HTTPAnswer {
        do {
            return try await transport.send(
                call,
                certificates: options.options(for: action.registry).certificateAuthorityPath
            )
        } catch let failure as TransportFailure {
            throw action.error(failure, address: call.address, isInsecure: options.isPlain(action.registry))
        }
    }

    /// Reads a small body to its end.
    func bytes(
        _ answer: HTTPAnswer,
        of address: WebAddress,
        limit: Int,
        for action: RegistryAction
    ) async throws -> [UInt8] {
        let bytes: [UInt8]?
        do {
            bytes = try await answer.bytes(limit: limit)
        } catch let failure as TransportFailure {
            throw action.error(failure, address: address, isInsecure: options.isPlain(action.registry))
        }
        guard let bytes else {
            throw action.error(
                .tooLarge,
                "the answer is longer than \(PrintableText.size(Int64(limit)))",
                status: answer.status
            )
        }
        return bytes
    }

    /// The error that an answer without success means.
    func error(
        _ answer: HTTPAnswer,
        for action: RegistryAction,
        authorization: Authorization?
    ) async throws -> RegistryError {
        // An error's text is a courtesy: where it is cut or too long, the status has to do.
        let body = try? await answer.bytes(limit: 256 * 1024)
        try Task.checkCancellation()
        let problem = RegistryProblem(body: body?.map { $0 } ?? [], hiding: authorization?.hidden ?? [])
        return action.error(
            status: answer.status,
            headers: answer.headers,
            problem: problem,
            account: authorization?.account
        )
    }

    /// Fetches a token.
    func token(
        _ service: TokenService,
        scopes: [String],
        credential: Credential,
        action: RegistryAction
    ) async throws -> BearerToken {
        let http = service.call(scopes: scopes, credential: credential)
        var action = action
        action.words += " (asking \(service.realm.origin) for a token)"
        return try await options.retry.run {
            let answer = try await send(http, for: action)
            guard answer.status == 200 else {
                let held = Authorization(scheme: "", value: Secret(""), account: credential.account)
                throw try await error(answer, for: action, authorization: held)
            }
            let body = try await bytes(answer, of: service.realm, limit: 1024 * 1024, for: action)
            guard let token = BearerToken(body) else {
                throw action.error(.protocolViolation, "the token server's answer has no token", status: answer.status)
            }
            return token
        }
    }
}
