import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import StrataModel
import StrataOCI

/// Brings one blob into a repository: begins, sends, resumes, gives up.
struct Upload {
    let exchange: Exchange
    let repository: ImageRepository
    let digest: Digest
    let size: Int64
    let content: UploadContent
    let meter: UploadMeter

    /// Up to here a blob is sent as one buffer.
    static let smallLimit: Int64 = 1024 * 1024
    /// The length of chunks where the registry does not take all at once.
    private static let chunk: Int64 = 8 * 1024 * 1024

    private var home: WebAddress { exchange.options.address(repository.registry, "/") }

    var action: RegistryAction {
        RegistryAction(
            registry: repository.registry,
            repository: repository.name,
            words: "pushing the blob \(digest)",
            subject: .blob,
            isWrite: true
        )
    }

    /// Uploads, into a session that a refused mount has opened if there is one.
    ///
    /// - Throws: ``RegistryError``, `CancellationError`, or what reading the content throws. The session is given up then.
    func run(_ given: UploadSession? = nil) async throws {
        var session = given
        var offset: Int64 = 0
        var failures = 0
        var generator = SystemRandomNumberGenerator()
        do {
            while true {
                do {
                    if session == nil { session = try await begin() }
                    guard var current = session else { continue }
                    defer { session = current }
                    try await send(&current, from: offset)
                    return
                } catch let error as RegistryError {
                    failures += 1
                    let policy = exchange.options.retry
                    guard
                        let wait = policy.delay(after: forgiving(error, session), failures: failures, using: &generator)
                    else {
                        throw error.final(failures: failures, limit: policy.retryAfterLimit)
                    }
                    try await Task.sleep(for: wait)
                    if try await isPresent() { return }
                    offset = try await resume(&session)
                }
            }
        } catch {
            if let session { await abandon(session) }
            throw error
        }
    }

    /// A registry that has forgotten an upload takes it anew; that is worth a try where the upload was ours.
    private func forgiving(_ error: RegistryError, _ session: UploadSession?) -> RegistryError {
        var error = error
        if session != nil, error.status == 404 || error.status == 416, error.registryCode != "NAME_UNKNOWN" {
            error.retry = error.retry ?? RetryHint()
        }
        return error
    }

    /// Asks for a place to send to.
    func begin() async throws -> UploadSession {
        let address = exchange.options.address(repository.registry, "/v2/\(repository.name)/blobs/uploads/")
        let answer = try await exchange.perform(call(.POST, address, success: [202], isRepeatable: true))
        return try UploadSession(answer.headers, base: address, home: home, action)
    }

    private func send(_ session: inout UploadSession, from offset: Int64) async throws {
        if offset > 0 {
            if offset < size { try await patch(&session, offset..<size) }
            try await finish(session)
            return
        }
        do {
            try await put(session)
        } catch let error as RegistryError where error.code == .tooLarge && size > Self.chunk {
            // A proxy may limit what one request carries; the upload itself goes on.
            try await sendInChunks(&session)
        }
    }

    /// All of it in the request that also ends the upload.
    private func put(_ session: UploadSession) async throws {
        var request = call(.PUT, session.location.adding("digest", digest.description), success: [201, 204])
        request.headers.add(name: "content-type", value: "application/octet-stream")
        request.body = body(0..<size)
        try await finish(request)
    }

    /// Ends an upload whose bytes are all there.
    private func finish(_ session: UploadSession) async throws {
        try await finish(call(.PUT, session.location.adding("digest", digest.description), success: [201, 204]))
    }

    private func finish(_ request: RegistryCall) async throws {
        let answer = try await exchange.perform(request)
        if let stated = answer.headers.first(name: "docker-content-digest").flatMap({ Digest($0) }), stated != digest {
            throw action.error(.digestMismatch, "the registry stored the blob as \(stated)", status: answer.status)
        }
    }

    private func sendInChunks(_ session: inout UploadSession) async throws {
        let refused = session
        session = try await begin()
        await abandon(refused)
        let length = max(Self.chunk, session.shortestChunk)
        var offset: Int64 = 0
        while offset < size {
            // Without adding: the registry may name any length.
            let end = size - offset > length ? offset + length : size
            try await patch(&session, offset..<end)
            offset = end
        }
        try await finish(session)
    }

    private func patch(_ session: inout UploadSession, _ range: Range<Int64>) async throws {
        var request = call(.PATCH, session.location, success: [202, 204])
        request.headers.add(name: "content-type", value: "application/octet-stream")
        request.headers.add(name: "content-range", value: "\(range.lowerBound)-\(range.upperBound - 1)")
        request.body = body(range)
        let answer = try await exchange.perform(request)
        try session.advance(answer.headers, home: home, action)
    }

    private func body(_ range: Range<Int64>) -> @Sendable () -> HTTPClientRequest.Body? {
        if case .bytes(let bytes) = content, size <= Self.smallLimit {
            let slice = ByteBuffer(bytes: bytes.dropFirst(Int(range.lowerBound)).prefix(range.count))
            return {
                meter.report(upTo: range.upperBound, sent: range.count)
                return .bytes(slice)
            }
        }
        let body = content.body(range, of: size, meter, action)
        return { .stream(body, length: .known(Int64(range.count))) }
    }

    /// Finds out how much of an upload has arrived.
    ///
    /// - Parameter session: The upload; `nil` afterwards where it cannot be resumed.
    /// - Returns: Where to go on.
    /// - Throws: ``RegistryError`` where the registry cannot be asked.
    private func resume(_ session: inout UploadSession?) async throws -> Int64 {
        guard var current = session else { return 0 }
        session = nil
        var request = call(.GET, current.location, success: [204, 200, 202], isRepeatable: true)
        // Whatever the registry says against it: then a new upload begins.
        request.others = Set(400..<500).subtracting([401, 403, 408, 429])
        let answer = try await exchange.perform(request)
        guard request.success.contains(answer.status),
            let offset = answer.headers.first(name: "range").flatMap({ ByteRange.uploaded($0) }),
            // No registry can have what was never sent to it.
            offset <= meter.farthest
        else {
            if request.success.contains(answer.status) { await abandon(current) }
            return 0
        }
        try current.advance(answer.headers, home: home, action)
        session = current
        return offset
    }

    /// Whether the blob has arrived all the same, though the answer that said so was lost.
    private func isPresent() async throws -> Bool {
        let address = exchange.options.address(repository.registry, "/v2/\(repository.name)/blobs/\(digest)")
        var request = call(.HEAD, address, success: [200], isRepeatable: true)
        request.others = Set(400..<500).subtracting([408, 429])
        request.followsRedirects = true
        let answer = try await exchange.perform(request)
        return answer.status == 200 && answer.contentLength == size
    }

    /// Tells the registry that no more will come.
    func abandon(_ session: UploadSession) async {
        var request = call(.DELETE, session.location, success: [204, 200, 202])
        request.others = Set(400..<600)
        let cancellation = request
        // A task of its own, because this one may be canceled already. The registry forgets the upload by itself one day,
        // so a failure is nothing to report.
        await Task {
            _ = try? await Deadline.run(within: .seconds(2)) {
                try await exchange.perform(cancellation)
            }
        }.value
    }

    private func call(
        _ method: HTTPMethod,
        _ address: WebAddress,
        success: Set<Int>,
        isRepeatable: Bool = false
    ) -> RegistryCall {
        RegistryCall(
            action: action,
            method: method,
            address: address,
            scopes: [AccessScope(repository: repository.name, isPush: true)],
            account: repository,
            success: success,
            isRepeatable: isRepeatable
        )
    }
}
