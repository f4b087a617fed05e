import StrataCDeflate
import StrataModel

/// What ``FileDigests`` remembers of one file, 80 bytes in its file.
struct FileDigestRecord {
    /// What names a file whatever its path.
    struct File: Hashable {
        let device: UInt64
        let inode: UInt64

        init(_ status: FileStatus) {
            device = status.device
            inode = status.inode
        }

        init(device: UInt64, inode: UInt64) {
            self.device = device
            self.inode = inode
        }
    }

    private static let magic = Array("strata-digests-1\n".utf8)
    private static let size = 80
    /// 65536 records and what is around them.
    private static let maximalFileSize = 6 << 20

    let file: File
    let size: Int64
    let modified: Int64
    let changed: Int64
    private let digestBytes: [UInt8]
    /// In seconds since 1970.
    var lastUsed: Int64

    init(_ status: FileStatus, _ digest: Digest, lastUsed: Int64) {
        file = File(status)
        size = status.size
        modified = status.modified
        changed = status.changed
        digestBytes = digest.bytes
        self.lastUsed = lastUsed
    }

    private init?(_ bytes: [UInt8]) {
        guard let device: UInt64 = bytes.number(at: 0), let inode: UInt64 = bytes.number(at: 8),
            let size: Int64 = bytes.number(at: 16), let modified: Int64 = bytes.number(at: 24),
            let changed: Int64 = bytes.number(at: 32), let lastUsed: Int64 = bytes.number(at: 40),
            bytes.count == Self.size
        else { return nil }
        file = File(device: device, inode: inode)
        self.size = size
        self.modified = modified
        self.changed = changed
        self.lastUsed = lastUsed
        digestBytes = Array(bytes[48...])
    }

    /// The digest of the file's content.
    var digest: Digest? {
        Digest(bytes: digestBytes)
    }

    /// Whether the file still is as it was.
    func describes(_ status: FileStatus) -> Bool {
        File(status) == file && status.size == size && status.modified == modified && status.changed == changed
    }

    /// The content of a file of records: a line that names the format, the records, and a checksum of it all.
    static func encode(_ records: some Collection<FileDigestRecord>) -> [UInt8] {
        var bytes = magic
        bytes.reserveCapacity(magic.count + records.count * size + 4)
        for record in records {
            bytes.append(number: record.file.device)
            bytes.append(number: record.file.inode)
            bytes.append(number: record.size)
            bytes.append(number: record.modified)
            bytes.append(number: record.changed)
            bytes.append(number: record.lastUsed)
            bytes += record.digestBytes
        }
        bytes.append(number: libdeflate_crc32(0, bytes, bytes.count))
        return bytes
    }

    /// The records in a file; none where it is missing, unreadable, damaged or of another version.
    static func read(from path: String) -> [File: FileDigestRecord] {
        // Without them everything is read again: slower, but right.
        guard let file = try? InputFile(path), file.status.size <= maximalFileSize,
            let bytes = try? file.bytes(at: 0, count: maximalFileSize), bytes.starts(with: magic),
            let checksum: UInt32 = bytes.number(at: bytes.count - 4),
            libdeflate_crc32(0, bytes, bytes.count - 4) == checksum
        else { return [:] }
        var records: [File: FileDigestRecord] = [:]
        records.reserveCapacity(bytes.count / size)
        for start in stride(from: magic.count, to: bytes.count - 4 - size + 1, by: size) {
            guard let record = FileDigestRecord(Array(bytes[start..<start + size])) else { continue }
            records[record.file] = record
        }
        return records
    }
}
