import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import StrataAPI
public import StrataModel

extension StrataClient {
    /// The size of a blob in bytes; `nil` where the server does not have it.
    public func size(ofBlob digest: Digest) async throws -> Int64? {
        try await size(ofBlob: digest) { false }
    }

    /// The bytes of a blob, or of a part of it, as they come.
    ///
    /// - Parameters:
    ///   - digest: The blob.
    ///   - range: The bytes that are wanted; `nil` for all.
    /// - Returns: The bytes, in constant memory; a whole blob's are verified.
    public func download(_ digest: Digest, range: Range<Int64>? = nil) -> BlobDownload {
        BlobDownload(client: self, call: blob(.GET, digest), digest: digest, range: range)
    }

    /// Uploads bytes, unless the server has them.
    ///
    /// - Returns: Their digest.
    /// - Throws: `Problem` with code `full` where the server has no space left, `tooLarge` where it takes no such size.
    @discardableResult
    public func upload(_ bytes: [UInt8]) async throws -> Digest {
        try await upload(bytes) { false }
    }

    /// Uploads a file in constant memory, unless the server has its content.
    ///
    /// It is read twice, since the digest has to be known first, and must not change meanwhile.
    ///
    /// - Returns: The digest and size of its content.
    /// - Throws: ``ClientError`` with code `file` where it cannot be read; `Problem` as ``upload(_:)``.
    @discardableResult
    public func upload(fileAt path: String) async throws -> (digest: Digest, size: Int64) {
        do {
            return try await upload(BlobFile(path)) { false }
        } catch let failure as BlobFile.Failure {
            throw ClientError(.file, "\(failure.words).")
        }
    }

    func size(ofBlob digest: Digest, isHurried: @escaping @Sendable () -> Bool) async throws -> Int64? {
        var call = blob(.HEAD, digest)
        call.accepted = [404]
        call.isHurried = isHurried
        return try await exchange(call) { answer in
            await answer.drain()
            guard answer.status != 404 else { return nil }
            guard let size = answer.contentLength else {
                throw ClientError(.malformedAnswer, "\(address) does not say how long the blob \(digest) is.")
            }
            return size
        }
    }

    func upload(_ bytes: [UInt8], isHurried: @escaping @Sendable () -> Bool) async throws -> Digest {
        let digest = Digest(hashing: bytes)
        guard try await size(ofBlob: digest, isHurried: isHurried) == nil else { return digest }
        let buffer = ByteBuffer(bytes: bytes)
        try await put(digest, isHurried) { .bytes(buffer) }
        return digest
    }

    func upload(
        _ file: BlobFile,
        isHurried: @escaping @Sendable () -> Bool
    ) async throws -> (digest: Digest, size: Int64) {
        let (digest, size) = try file.digest()
        guard try await self.size(ofBlob: digest, isHurried: isHurried) == nil else { return (digest, size) }
        try await put(digest, isHurried) {
            .stream(BlobFile.Chunks(file: file, length: size), length: .known(size))
        }
        return (digest, size)
    }

    private func put(
        _ digest: Digest,
        _ isHurried: @escaping @Sendable () -> Bool,
        _ body: @escaping @Sendable () -> HTTPClientRequest.Body
    ) async throws {
        var call = blob(.PUT, digest)
        call.headers.add(name: "content-type", value: "application/octet-stream")
        call.body = body
        call.isHurried = isHurried
        // A large one takes as long as it takes; silence ends it.
        call.deadline = nil
        try await done(call)
    }

    /// The whole blob, verified, in chunks that are not copied.
    func chunks(of digest: Digest) -> BlobDownload.Chunks {
        BlobDownload.Chunks(client: self, call: blob(.GET, digest), digest: digest, range: nil)
    }

    /// Digests stand in paths as they are, colon included.
    private func blob(_ method: HTTPMethod, _ digest: Digest) -> Call {
        var call = Call(method)
        call.path += "/blobs/\(digest)"
        return call
    }
}
