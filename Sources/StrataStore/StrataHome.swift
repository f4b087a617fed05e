package import StrataEngine

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The folder in which Strata keeps everything of one user: the metadata and the blobs.
package struct StrataHome: Sendable, Hashable {
    /// The variable that names the folder.
    package static let variable = "STRATA_HOME"

    /// The folder.
    package let path: String

    /// Takes a folder.
    package init(path: String) {
        self.path = path
    }

    /// Finds the folder: `$STRATA_HOME`, or else `.strata` in the user's home.
    ///
    /// The home is `$HOME`, or else what the system's list of users says. A relative `$STRATA_HOME` is meant from the
    /// folder in which the process was started; variables that are set to nothing count as not set.
    ///
    /// - Throws: ``StoreError`` with code `notFound` where the user has no home.
    package init(environment: [String: String]) throws(StoreError) {
        if let named = environment[Self.variable], !named.isEmpty {
            path = named
            return
        }
        guard let home = environment["HOME"].flatMap({ $0.isEmpty ? nil : $0 }) ?? Self.homeFromUserList() else {
            throw StoreError(
                .notFound,
                "This user has no home folder, so there is no place for what Strata records.",
                remedy: "Set \(Self.variable) to a folder that can be written."
            )
        }
        path = home + (home.hasSuffix("/") ? "" : "/") + ".strata"
    }

    /// Where the metadata is.
    package var metadataPath: String { path + "/metadata.sqlite" }

    /// Where the blobs are.
    package var blobsPath: String { path + "/blobs" }

    /// Whether anything has been recorded here; looking creates nothing.
    ///
    /// A folder that does not exist yet has no record, and is no error.
    ///
    /// - Throws: ``StoreError`` where the path cannot lead to a folder, or may not be looked at.
    package func hasMetadata() throws(StoreError) -> Bool {
        var status = stat()
        guard stat(metadataPath, &status) != 0 else { return true }
        let error = SystemError()
        guard error == .missing else { throw error.storeError(path) }
        return false
    }

    /// Opens the metadata, and creates what is missing.
    ///
    /// - Throws: ``StoreError`` as ``SQLiteMetadataStore/init(path:)`` does.
    package func openMetadata() throws(StoreError) -> SQLiteMetadataStore {
        try SQLiteMetadataStore(path: metadataPath)
    }

    /// Opens the blobs, and creates what is missing.
    ///
    /// - Throws: ``StoreError`` as ``FolderBlobStore/init(root:)`` does.
    package func openBlobs() throws(StoreError) -> FolderBlobStore {
        try FolderBlobStore(root: blobsPath)
    }

    private static func homeFromUserList() -> String? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16 * 1024)
        guard getpwuid_r(getuid(), &entry, &buffer, buffer.count, &found) == 0, found != nil,
            let folder = entry.pw_dir
        else {
            return nil
        }
        let home = String(cString: folder)
        return home.isEmpty ? nil : home
    }
}
