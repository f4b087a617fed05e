import Foundation
import StrataTestSupport

/// A small file system of its own, where the tests may mount one: fills up, and can be made read-only also for root.
struct TemporaryVolume {
    let path: String

    /// Whether this process may mount file systems.
    static let isAvailable: Bool = {
        let path = FileManager.default.temporaryDirectory.appending(path: "strata-volume-\(UUID().uuidString)").path
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard mount("tmpfs", path, "tmpfs", 0, "size=64k") == 0 else { return false }
        umount2(path, Int32(MNT_DETACH))
        return true
    }()

    /// Runs `body` on a new volume of `size`, for example `1m`.
    static func with<Result>(size: String, _ body: (TemporaryVolume) async throws -> Result) async throws -> Result {
        try await withTemporaryFolder { folder in
            guard mount("tmpfs", folder, "tmpfs", 0, "size=\(size)") == 0 else { throw POSIXError(.EPERM) }
            defer { umount2(folder, Int32(MNT_DETACH)) }
            return try await body(TemporaryVolume(path: folder))
        }
    }

    /// Forbids all writing from here on; nothing may be open for writing.
    func makeReadOnly() throws {
        let flags = UInt(MS_REMOUNT | MS_RDONLY)
        guard mount("tmpfs", path, "tmpfs", flags, nil) == 0 else {
            throw POSIXError(.init(rawValue: errno) ?? .EINVAL)
        }
    }
}
