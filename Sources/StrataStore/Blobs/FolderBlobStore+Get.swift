import StrataEngine
package import StrataModel

extension FolderBlobStore {
    /// The whole blob, verified.
    package func get(_ digest: Digest) async throws -> [UInt8] {
        try await blocking {
            let reader = try BlobReader(digest, path(of: digest))
            var bytes: [UInt8] = []
            bytes.reserveCapacity(Int(try reader.size()))
            while try reader.advance() { bytes.append(contentsOf: reader.piece) }
            return bytes
        }
    }

    /// Writes the blob to a new file beside `path`, and gives it that name when it is whole.
    package func copy(_ digest: Digest, toFileAt path: String) async throws {
        try await blocking {
            guard !FileNames.isTaken(path) else { throw SystemError.exists.storeError(path) }
            let reader = try BlobReader(digest, self.path(of: digest))
            let folder = FilePath.parent(of: path)
            guard FileSystem.isFolder(folder) else {
                throw StoreError(.inputOutput, "There is no folder \(folder).", remedy: "Create it first.")
            }
            try Self.requireSpace(try reader.size(), in: folder)
            let pending = try PendingFile(at: folder + "/.strata," + names.fresh())
            while try reader.advance() { try pending.write(reader.piece) }
            try pending.move(to: path)
        }
    }

    /// Passes the blob to `body` piece by piece.
    ///
    /// Pieces are read elsewhere; `body` runs in the calling task.
    package func read(_ digest: Digest, _ body: (UnsafeRawBufferPointer) throws -> Void) async throws {
        let reader = try await blocking { try BlobReader(digest, path(of: digest)) }
        while try await blocking({ try reader.advance() }) { try body(reader.piece) }
    }

    /// Reads the whole blob and says whether it is what its digest names.
    ///
    /// - Throws: ``StoreError`` with code `notFound` or `corrupt`.
    package func verify(_ digest: Digest) async throws {
        try await blocking {
            let reader = try BlobReader(digest, path(of: digest))
            while try reader.advance() {}
        }
    }
}
