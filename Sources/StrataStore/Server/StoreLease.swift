import FoundationEssentials
package import StrataEngine
package import StrataModel
import Synchronization

/// The right to be the one server of a store's folder: a lock on `server.lock` in it.
///
/// Free again when the lease goes, or its process does, however that ends. Drivers that write to the store need none.
package final class StoreLease: Sendable {
    /// Who has the lease.
    package struct Holder: Sendable, Hashable, Codable {
        /// Its process identifier.
        package var processID: Int32
        /// When that process started, in clock ticks since boot; 0 where it is not known.
        package var processStart: UInt64
        /// Where it listens.
        package var address: String
        /// When it took the lease.
        package var since: Timestamp
    }

    private struct Open: ~Copyable {
        let file: OpenFile
        var holder: Holder
    }

    private let path: String
    private let state: Mutex<Open>

    private init(_ path: String, _ open: consuming Open) {
        self.path = path
        state = Mutex(open)
    }

    /// Takes the lease of a folder, which is created where it is missing.
    ///
    /// - Throws: ``StoreError`` with code `conflict` where another server has it, which is named; `readOnly`, `full` or
    ///   `inputOutput` as the folder fails.
    package static func acquire(home: StrataHome, address: String) throws(StoreError) -> StoreLease {
        try FileSystem.createFolder(home.path)
        let path = path(home)
        let file = try open(path)
        guard try lock(file, path) else { throw refusal(home) }
        let holder = Holder(
            processID: TemporaryName.own.process,
            processStart: TemporaryName.own.start,
            address: address,
            since: .now
        )
        let lease = StoreLease(path, Open(file: file, holder: holder))
        try lease.write()
        return lease
    }

    /// Says where the server listens, once that is known.
    ///
    /// - Throws: ``StoreError`` as the folder fails.
    package func setAddress(_ address: String) throws(StoreError) {
        state.withLock { $0.holder.address = address }
        try write()
    }

    /// Who has the lease of a folder, or `nil` where nobody has.
    ///
    /// Looking creates nothing. Where the file system has no locks, nobody ever has it.
    ///
    /// - Throws: ``StoreError`` with code `inputOutput` or `readOnly` where that cannot be said.
    package static func holder(home: StrataHome) throws(StoreError) -> Holder? {
        let path = path(home)
        guard FileNames.isTaken(path) else { return nil }
        let file = try open(path)
        // Whoever takes the lease waits for longer than this look holds the lock.
        guard try !attempt(file, path) else { return nil }
        return read(path) ?? Holder(processID: 0, processStart: 0, address: "", since: .now)
    }

    private static func path(_ home: StrataHome) -> String {
        home.path + "/server.lock"
    }

    private static func open(_ path: String) throws(StoreError) -> OpenFile {
        do {
            return try OpenFile(sharing: path)
        } catch {
            throw error.storeError(path)
        }
    }

    private static func attempt(_ file: borrowing OpenFile, _ path: String) throws(StoreError) -> Bool {
        do {
            return try file.lock()
        } catch {
            throw error.storeError(path)
        }
    }

    /// Tries for a fifth of a second, because someone may only be looking.
    private static func lock(_ file: borrowing OpenFile, _ path: String) throws(StoreError) -> Bool {
        for _ in 0..<20 {
            if try attempt(file, path) { return true }
            FileSystem.pause(milliseconds: 10)
        }
        return false
    }

    private func write() throws(StoreError) {
        do {
            try state.withLock { state in
                let bytes = Array(try JSONColumn.text(state.holder).utf8)
                try state.file.setSize(0)
                try state.file.rewind()
                try bytes.withUnsafeBytes { try state.file.write($0) }
            }
        } catch let error as SystemError {
            throw error.storeError(path)
        } catch {
            throw StoreError(.inputOutput, "\(path) cannot be written: \(error)")
        }
    }

    /// What the holder wrote; `nil` where it has not yet, or where it cannot be read: then it stays unnamed.
    private static func read(_ path: String) -> Holder? {
        guard let file = try? OpenFile(reading: path), let size = try? file.size(), size < 64 * 1024 else { return nil }
        let buffer = PieceBuffer()
        guard let bytes = try? buffer.fill(from: file) else { return nil }
        return try? JSONDecoder().decode(Holder.self, from: Data(bytes))
    }

    private static func refusal(_ home: StrataHome) -> StoreError {
        var name = "Another server"
        var remedy = "Stop it first, or set \(StrataHome.variable) to another folder."
        if let holder = read(path(home)) {
            let address = holder.address.isEmpty ? "" : " at \(holder.address)"
            name = "Another server (process \(holder.processID)\(address), since \(holder.since))"
            remedy =
                "Use that one, stop it with 'strata server stop', or set \(StrataHome.variable) to another folder."
        }
        return StoreError(.conflict, "\(name) serves the store in \(home.path) already.", remedy: remedy)
    }
}
