import StrataEngine
package import StrataModel

extension FolderBlobStore: RangedBlobStore {
    package func put<Pieces: AsyncSequence>(
        _ pieces: Pieces,
        expecting expected: Digest?,
        announced: Int64?,
        limit: Int64
    ) async throws -> (digest: Digest, size: Int64) where Pieces.Element: Collection<UInt8> & Sendable {
        if let announced { try Self.requireLimit(announced, limit) }
        let upload = try await blocking {
            if let announced { try Self.requireSpace(announced, in: root) }
            return try BlobUpload(at: temporaryFolder + "/" + names.fresh())
        }
        var size: Int64 = 0
        var gathered: [UInt8] = []
        for try await piece in pieces {
            size += Int64(piece.count)
            try Self.requireLimit(size, limit)
            if let announced, size > announced { throw Self.otherSize("More than \(announced)", announced) }
            gathered.append(contentsOf: piece)
            guard gathered.count >= PieceSource.pieceSize else { continue }
            try await blocking { [gathered] in try upload.append(gathered) }
            gathered.removeAll(keepingCapacity: true)
        }
        if let announced, size != announced {
            throw Self.otherSize("\(size)", announced)
        }
        return try await blocking { [gathered] in
            try upload.append(gathered)
            return try upload.finish(expecting: expected, in: self)
        }
    }

    private static func otherSize(_ arrived: String, _ announced: Int64) -> StoreError {
        StoreError(
            .corrupt,
            "\(arrived) bytes arrived, and \(announced) were announced.",
            remedy: "Send it again."
        )
    }

    private static func requireLimit(_ size: Int64, _ limit: Int64) throws {
        guard size > limit else { return }
        throw StoreError(
            .conflict,
            "A blob of more than \(ByteCount.text(limit)) is not taken.",
            remedy: "Split the artifact into smaller files."
        )
    }

    package func pieces(of digest: Digest, in range: Range<Int64>?) async throws -> BlobPieces {
        let path = path(of: digest)
        return try await blocking {
            do {
                let file = try OpenFile(reading: path)
                let size = try file.size()
                let range = range ?? 0..<size
                guard range.lowerBound >= 0, range.upperBound <= size else {
                    throw StoreError(
                        .conflict,
                        "The bytes \(range.lowerBound)..<\(range.upperBound) do not lie within the blob \(digest), which has \(size)."
                    )
                }
                let source = try PieceSource(digest, file, path, range: range, size: size, store: self)
                return BlobPieces(blobSize: size, range: range, source: source)
            } catch let error as SystemError where error == .missing {
                throw StoreError(
                    .notFound,
                    "There is no blob \(digest) in the store (\(path)).",
                    remedy: "Run the pipeline again: that makes it anew."
                )
            } catch let error as SystemError {
                throw StoreError(.inputOutput, "\(path) cannot be read: \(error.text).")
            }
        }
    }
}
