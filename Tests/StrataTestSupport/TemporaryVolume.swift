import Foundation

/// A small file system of its own: fills up, and can be made read-only also for root.
public struct TemporaryVolume: Sendable {
    /// Where it is mounted.
    public let path: String

    /// There is none, and a test that needs one must not pass.
    public struct Unavailable: Error, CustomStringConvertible {
        let reason: String

        /// What to do about it.
        public var description: String {
            "cannot mount a small file system: \(reason). These tests fill a disk; run them as root, for example in a container."
        }
    }

    /// Runs `body` on a new volume of `size`, for example `1m`.
    public static func with<Result>(
        size: String,
        _ body: (TemporaryVolume) async throws -> Result
    ) async throws -> Result {
        try await withTemporaryFolder { folder in
            guard mount("tmpfs", folder, "tmpfs", 0, "size=\(size)") == 0 else {
                throw Unavailable(reason: String(cString: strerror(errno)))
            }
            defer { umount2(folder, Int32(MNT_DETACH)) }
            return try await body(TemporaryVolume(path: folder))
        }
    }

    /// Forbids all writing from here on; nothing may be open for writing.
    public func makeReadOnly() throws {
        let flags = UInt(MS_REMOUNT | MS_RDONLY)
        guard mount("tmpfs", path, "tmpfs", flags, nil) == 0 else {
            throw POSIXError(.init(rawValue: errno) ?? .EINVAL)
        }
    }

    /// Gives it another size, for example `8m`, with all that is on it.
    public func resize(to size: String) throws {
        guard mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT), "size=\(size)") == 0 else {
            throw POSIXError(.init(rawValue: errno) ?? .EINVAL)
        }
    }
}
