import StrataEngine
package import StrataModel

extension FolderBlobStore {
    /// Stores `bytes`; where they are there already, only looks that they are whole.
    package func put(_ bytes: [UInt8]) async throws -> Digest {
        try await blocking {
            let digest = Digest(hashing: bytes)
            guard !holds(digest, equalTo: bytes) else { return digest }
            try Self.requireSpace(Int64(bytes.count), in: root)
            let pending = try PendingFile(at: temporaryFolder + "/" + names.fresh())
            try bytes.withUnsafeBytes { try pending.write($0) }
            try keep(pending, as: digest)
            return digest
        }
    }

    /// Stores the content of the file at `path` in constant memory.
    package func put(fileAt path: String) async throws -> (digest: Digest, size: Int64) {
        try await blocking {
            let source = try Self.open(source: path)
            try Self.requireSpace(try Self.reading(path) { () throws(SystemError) in try source.size() }, in: root)
            let pending = try PendingFile(at: temporaryFolder + "/" + names.fresh())
            let buffer = PieceBuffer()
            var hasher = Digest.Hasher()
            var size: Int64 = 0
            while true {
                let piece = try Self.reading(path) { () throws(SystemError) in try buffer.fill(from: source) }
                guard !piece.isEmpty else { break }
                hasher.update(piece)
                try pending.write(piece)
                size += Int64(piece.count)
            }
            let digest = hasher.finalized()
            if !holds(digest, equalTo: pending) { try keep(pending, as: digest) }
            return (digest, size)
        }
    }

    /// Gives a written file its place.
    func keep(_ pending: borrowing PendingFile, as digest: Digest) throws(StoreError) {
        try FileSystem.createFolder(folder(of: digest))
        try pending.replace(path(of: digest), mode: 0o444)
    }

    /// Whether the blob is there with just these bytes.
    ///
    /// What cannot be read is not there: it will be written again, and if that fails, the error says why.
    private func holds(_ digest: Digest, equalTo bytes: [UInt8]) -> Bool {
        do {
            let file = try OpenFile(reading: path(of: digest))
            guard try file.size() == Int64(bytes.count) else { return false }
            let buffer = PieceBuffer()
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = try buffer.fill(from: file)
                guard !piece.isEmpty, rest.starts(with: piece) else { return false }
                rest = rest.dropFirst(piece.count)
            }
            return true
        } catch {
            return false
        }
    }

    private func holds(_ digest: Digest, equalTo pending: borrowing PendingFile) -> Bool {
        do {
            return try pending.hasContent(of: OpenFile(reading: path(of: digest)))
        } catch {
            return false
        }
    }

    private static func open(source path: String) throws(StoreError) -> OpenFile {
        do {
            return try OpenFile(reading: path)
        } catch {
            throw sourceError(error, path)
        }
    }

    private static func reading<Value>(
        _ path: String,
        _ body: () throws(SystemError) -> Value
    ) throws(StoreError) -> Value {
        do {
            return try body()
        } catch {
            throw sourceError(error, path)
        }
    }

    /// The error for a file that is to be stored and cannot be read.
    private static func sourceError(_ error: SystemError, _ path: String) -> StoreError {
        switch error {
        case .missing: error.storeError(path)
        case .isFolder:
            StoreError(.inputOutput, "\(path) is no file.", remedy: "Name a file; a folder is stored file by file.")
        default: StoreError(.inputOutput, "\(path) cannot be read: \(error.text).")
        }
    }

    /// Refuses what does not fit, before any of it is written.
    static func requireSpace(_ size: Int64, in folder: String) throws(StoreError) {
        guard let free = FileSystem.freeSpace(folder), free < size else { return }
        throw StoreError(
            .full,
            "\(ByteCount.text(size)) do not fit into \(folder): \(ByteCount.text(free)) are free there.",
            remedy: "Free \(ByteCount.text(size - free)) or more, or set STRATA_HOME to a folder on a larger disk."
        )
    }
}
