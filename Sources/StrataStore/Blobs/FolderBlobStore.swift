import Dispatch
package import StrataEngine
package import StrataModel

/// Keeps blobs as files in a folder, each under its digest: `sha256/ab/…`.
///
/// A file is written under another name and renamed when it is whole and on the disk, so a blob is there or not, and
/// any number of processes may write the same one at once. Reading verifies; storing again heals what went bad.
package struct FolderBlobStore: BlobStore {
    /// The folder.
    package let root: String
    let names: TemporaryName
    /// Where files are read and written, so that no thread of Swift's own pool waits for a disk.
    private let queue: DispatchQueue

    /// Opens the store in the folder `root`, which is created where it is missing.
    ///
    /// Removes what processes that died in the middle of writing have left.
    ///
    /// - Throws: ``StoreError`` with code `readOnly`, `full` or `inputOutput`.
    package init(root: String) throws(StoreError) {
        self.root = root
        names = .own
        queue = DispatchQueue(label: "strata.blobs", attributes: .concurrent)
        try FileSystem.createFolder(root)
        try FileSystem.createFolder(root + "/sha256")
        try FileSystem.createFolder(temporaryFolder)
        removeStaleFiles()
    }

    /// Where a blob's file stands, whether it is there or not.
    package func path(of digest: Digest) -> String {
        folder(of: digest) + "/" + digest.hexadecimal.dropFirst(2)
    }

    /// The size of a blob, or `nil` where it is not there.
    package func size(of digest: Digest) async throws -> Int64? {
        let path = path(of: digest)
        do {
            return try FileNames.size(path)
        } catch {
            throw error.storeError(path)
        }
    }

    func folder(of digest: Digest) -> String {
        root + "/sha256/" + digest.hexadecimal.prefix(2)
    }

    var temporaryFolder: String {
        root + "/tmp"
    }

    /// Runs blocking work outside Swift's pool of threads.
    func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }

    private func removeStaleFiles() {
        let week: Int64 = 7 * 24 * 3600
        for name in FileNames.list(temporaryFolder) {
            let path = temporaryFolder + "/" + name
            guard let writer = TemporaryName(name) else { continue }
            // Whether a process on another machine lives cannot be seen from here; none writes one file for a week.
            if writer.isOfDeadProcess || (FileNames.age(path) ?? 0) > week { FileNames.remove(path) }
        }
    }
}
