import GRDB
import StrataEngine

/// Copies a database, page by page, as it is at one moment.
enum StoreBackup {
    /// Copies the database at `source` to `path`, in place of an earlier copy; it appears only whole and durable.
    ///
    /// Others may read and write meanwhile.
    ///
    /// - Throws: ``StoreError`` with code `full` before copying where there is no room for it.
    static func make(of source: String, at path: String) throws {
        let folder = FilePath.parent(of: path)
        let unfinished = path + ".unfinished"
        remove(unfinished)
        defer { remove(unfinished) }
        let database = try DatabaseQueue(path: source, configuration: configuration)
        let size = try database.read { database in
            let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            return pages * (try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
        }
        try FolderBlobStore.requireSpace(size, in: folder)
        let copy = try DatabaseQueue(path: unfinished)
        try database.backup(to: copy)
        try copy.close()
        try database.close()
        do {
            try OpenFile(reading: unfinished).sync()
            try FileNames.replace(path, with: unfinished)
        } catch {
            throw error.storeError(path)
        }
        try FileSystem.syncFolder(folder)
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        return configuration
    }

    private static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] { FileNames.remove(path + suffix) }
    }
}
