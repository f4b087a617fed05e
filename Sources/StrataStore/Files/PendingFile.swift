import StrataEngine

/// A file on its way to its name: written under another one, and gone if it never gets there.
struct PendingFile: ~Copyable {
    /// Where it is being written.
    let path: String
    private let file: OpenFile

    /// Creates an empty file at `path`, which must not be taken.
    init(at path: String, mode: UInt32 = 0o666) throws(StoreError) {
        do {
            file = try OpenFile(creating: path, mode: .init(mode))
        } catch {
            // A missing folder is our own loss here, not something that the caller asked for.
            throw error == .missing
                ? StoreError(.inputOutput, "The folder \(FilePath.parent(of: path)) is not there any more.")
                : error.storeError(path)
        }
        self.path = path
    }

    deinit {
        // After a rename there is nothing left to remove.
        FileNames.remove(path)
    }

    /// Appends bytes.
    func write(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
        do {
            try file.write(bytes)
        } catch {
            throw error.storeError(path)
        }
    }

    /// Makes the content durable and gives the file its name, in place of what has it.
    func replace(_ target: String, mode: UInt32) throws(StoreError) {
        do {
            try file.setMode(.init(mode))
            try file.sync()
            try FileNames.replace(target, with: path)
        } catch {
            throw error.storeError(target)
        }
        try FileSystem.syncFolder(FilePath.parent(of: target))
    }

    /// Makes the content durable and gives the file its name.
    ///
    /// - Throws: ``StoreError`` with code `conflict` where something has the name.
    func move(to target: String) throws(StoreError) {
        do {
            try file.sync()
            try FileNames.move(path, to: target)
        } catch {
            throw error.storeError(target)
        }
    }

    /// Whether the file at `other` has the same content.
    func hasContent(of other: borrowing OpenFile) throws(SystemError) -> Bool {
        guard try file.size() == other.size() else { return false }
        try file.rewind()
        let buffer = PieceBuffer()
        let otherBuffer = PieceBuffer()
        while true {
            let piece = try buffer.fill(from: file)
            guard try otherBuffer.fill(from: other).elementsEqual(piece) else { return false }
            if piece.isEmpty { return true }
        }
    }
}
