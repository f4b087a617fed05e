import NIOCore
import StrataEngine
package import StrataModel
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Keeps blobs on a server.
///
/// What is stored is stored also where the calling task is canceled meanwhile: what a run made is part of its record. Then,
/// though, a server that does not answer is waited for no longer than five seconds.
package struct RemoteBlobStore: BlobStore {
    private let client: StrataClient

    /// Keeps blobs on the server that `client` speaks with.
    package init(_ client: StrataClient) {
        self.client = client
    }

    package func put(_ bytes: [UInt8]) async throws -> Digest {
        try await shielded { try await client.upload(bytes, isHurried: $0) }
    }

    package func put(fileAt path: String) async throws -> (digest: Digest, size: Int64) {
        do {
            let file = try BlobFile(path)
            return try await shielded { try await client.upload(file, isHurried: $0) }
        } catch let failure as BlobFile.Failure {
            throw StoreError(failure.number == ENOENT ? .notFound : .inputOutput, failure.words + ".")
        }
    }

    package func get(_ digest: Digest) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        try await read(digest) { bytes.append(contentsOf: $0) }
        return bytes
    }

    package func copy(_ digest: Digest, toFileAt path: String) async throws {
        do {
            let file = try NewFile(path)
            var chunks = client.chunks(of: digest)
            while let chunk = try await StoreError.translating({ try await chunks.next() }) {
                try chunk.withUnsafeReadableBytes { (bytes) throws(NewFile.Failure) in try file.write(bytes) }
            }
            try file.finish()
        } catch let failure as NewFile.Failure {
            let code: StoreError.Code =
                switch failure.number {
                case EEXIST: .conflict
                case ENOSPC, EDQUOT: .full
                case EACCES, EROFS, EPERM: .readOnly
                default: .inputOutput
                }
            throw StoreError(code, failure.words + ".")
        }
    }

    package func read(_ digest: Digest, _ body: (UnsafeRawBufferPointer) throws -> Void) async throws {
        var chunks = client.chunks(of: digest)
        while let chunk = try await StoreError.translating({ try await chunks.next() }) {
            try chunk.withUnsafeReadableBytes { bytes in
                var rest = bytes
                while !rest.isEmpty {
                    try body(UnsafeRawBufferPointer(rebasing: rest.prefix(Self.largestPiece)))
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(Self.largestPiece))
                }
            }
        }
    }

    package func size(of digest: Digest) async throws -> Int64? {
        try await shielded { try await client.size(ofBlob: digest, isHurried: $0) }
    }

    private static let largestPiece = 1 << 20

    /// Does something to its end though the calling task may be canceled.
    private func shielded<Result: Sendable>(
        _ body: @escaping @Sendable (_ isHurried: @escaping @Sendable () -> Bool) async throws -> Result
    ) async throws -> Result {
        let hurry = Hurry()
        return try await withTaskCancellationHandler {
            try await StoreError.translating {
                try await Task { try await body { hurry.isOn } }.value
            }
        } onCancel: {
            hurry.turnOn()
        }
    }
}

/// Whether somebody who waits has been told to stop.
private final class Hurry: Sendable {
    private let state = Mutex(false)

    var isOn: Bool { state.withLock { $0 } }

    func turnOn() { state.withLock { $0 = true } }
}
