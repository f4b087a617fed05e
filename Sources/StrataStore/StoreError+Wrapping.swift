import GRDB
import StrataEngine

extension StoreError {
    /// The store's error for anything that went wrong with the file at `path`.
    static func wrapping(_ error: any Error, _ path: String) -> StoreError {
        switch error {
        case let error as StoreError: error
        case let error as DatabaseError: StoreError(error, path)
        case let error as RowError: corrupt(path, "a row has \(error.finding)")
        case let error as DecodingError: corrupt(path, "a row has JSON that cannot be read: \(error)")
        case let error as EncodingError: StoreError(.inputOutput, "A value cannot be recorded in \(path): \(error)")
        default: StoreError(.inputOutput, "\(path) failed: \(error)")
        }
    }

    /// Translates what SQLite reports; the only place that knows its codes.
    init(_ error: DatabaseError, _ path: String) {
        let folder = FilePath.parent(of: path)
        let detail = error.message ?? "code \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            self = .full(path)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            self = .readOnly(path)
        case .SQLITE_NOTADB:
            self = .corrupt(path, "it is no SQLite database")
        case .SQLITE_CORRUPT:
            self = .corrupt(path, detail)
        case .SQLITE_CANTOPEN where !FileSystem.isWritable(folder) || !FileSystem.isWritable(path):
            self = .readOnly(path)
        case .SQLITE_IOERR where FileSystem.isAlmostFull(folder):
            // What SQLite says where its shared-memory file finds no room.
            self = .full(path)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .inputOutput,
                "\(path) was locked by another process for more than ten seconds.",
                remedy: "Try again; 'fuser \(path)' names the processes that have it open."
            )
        default:
            self.init(.inputOutput, "\(path) failed: \(detail) (SQLite code \(error.extendedResultCode.rawValue)).")
        }
    }

    /// No space is left for the file at `path`.
    static func full(_ path: String) -> StoreError {
        StoreError(
            .full,
            "No space is left on the disk for \(path).",
            remedy: "Free some space, or set STRATA_HOME to a folder on a larger disk."
        )
    }

    /// The file or folder at `path` may not be written.
    static func readOnly(_ path: String) -> StoreError {
        StoreError(
            .readOnly,
            "\(path) may not be written.",
            remedy: "Make it and its folder writable for this user, or set STRATA_HOME to a folder that is."
        )
    }

    /// The file at `path` does not hold what was written.
    static func corrupt(_ path: String, _ finding: String) -> StoreError {
        StoreError(
            .corrupt,
            "\(path) cannot be read: \(finding).",
            remedy: "Restore it from a backup, or move it away to start with an empty store."
        )
    }
}
