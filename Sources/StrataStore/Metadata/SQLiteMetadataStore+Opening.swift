import GRDB
import StrataEngine

extension SQLiteMetadataStore {
    /// Opens the file, checks that it is ours, and brings its tables up to date.
    ///
    /// One process at a time: switching a new file to write-ahead logging and migrating it do not wait for each other
    /// in SQLite.
    static func openPool(_ path: String) throws(StoreError) -> DatabasePool {
        do {
            let folder = FilePath.parent(of: path)
            try FileSystem.createFolder(folder)
            return try FileSystem.withLock(onFolder: folder) {
                let existing = try checkExistingFile(path)
                if let version = existing.version, version > 0, !existing.isCurrent {
                    try StoreBackup.make(of: path, at: "\(path).before-\(Schema.version)")
                }
                let pool = try DatabasePool(path: path, configuration: configuration)
                if !existing.isCurrent { try Schema.migrator.migrate(pool) }
                // GRDB sets NORMAL when it turns write-ahead logging on; a commit has to survive a power failure.
                try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
                return pool
            }
        } catch {
            throw StoreError.wrapping(error, path)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "strata.metadata"
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            // Readers leave most of their pages to the system's cache: each has a cache of its own.
            let cacheSize = database.configuration.readonly ? 2048 : 16384
            try database.execute(sql: "PRAGMA cache_size = -\(cacheSize); PRAGMA temp_store = MEMORY")
            try TextSearch.register(in: database)
        }
        return configuration
    }

    /// Looks at the file without changing it, since it may not be ours.
    ///
    /// - Returns: The version of its tables, `nil` where it is not there, and whether all migrations have been applied.
    private static func checkExistingFile(_ path: String) throws -> (version: Int64?, isCurrent: Bool) {
        guard FileSystem.hasContent(path) else { return (nil, false) }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.read { try check($0, path) }
    }

    /// Refuses files that are not ours or that a newer version wrote.
    ///
    /// - Returns: The version of its tables, and whether all migrations have been applied.
    private static func check(_ database: Database, _ path: String) throws -> (version: Int64?, isCurrent: Bool) {
        let application = try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let version = try Int64.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let isEmpty = try Int64.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
        guard application == Schema.applicationID || isEmpty else {
            throw StoreError(
                .corrupt,
                "\(path) is an SQLite database, but not one of Strata's.",
                remedy: "Move it away, or set STRATA_HOME to another folder."
            )
        }
        guard version <= Schema.version, try !Schema.migrator.hasBeenSuperseded(database) else {
            throw StoreError(
                .newerVersion,
                "\(path) was written by a newer version of Strata (its tables have version \(version), this one knows \(Schema.version)).",
                remedy: "Update Strata, or set STRATA_HOME to another folder for this version."
            )
        }
        return (version, try Schema.migrator.hasCompletedMigrations(database))
    }
}
