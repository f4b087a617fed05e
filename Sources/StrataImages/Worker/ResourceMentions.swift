#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Finds the names of resource bundles in machine code; what was found is kept by the file's digest.
struct ResourceMentions: Sendable {
    private let files: KeptFiles
    private let facts: FileFacts

    /// Takes the folder in which findings are kept, and what is known of files.
    init(folder: String, facts: FileFacts) {
        files = KeptFiles(folder: folder)
        self.facts = facts
    }

    /// The bundles' names that stand in a file, each after a slash.
    ///
    /// Cost: one look at the file where its content is new.
    func names(in path: String) throws -> Set<String> {
        let kept = try facts.digest(of: path).hexadecimal
        if let text = files.read(kept) {
            return Set(String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init))
        }
        let names = try Self.find(inFile: path)
        try files.write(Array(names.sorted().joined(separator: "\n").utf8), to: kept)
        return names
    }

    /// The longest name that is looked for, in bytes without its suffix.
    private static let maximalLength = 256

    /// Looks at a file piece by piece: mapped as a whole, a library would count as memory of this process.
    private static func find(inFile path: String) throws -> Set<String> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 * 1024, alignment: 64)
        defer { buffer.deallocate() }
        let suffix = Array(ResourceBundles.suffix.utf8)
        var names: Set<String> = []
        var kept = 0
        while true {
            let count = read(descriptor, buffer.baseAddress?.advanced(by: kept), buffer.count - kept)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path) }
            guard count > 0 else { return names }
            let filled = kept + count
            find(suffix, in: UnsafeRawBufferPointer(rebasing: buffer[..<filled]), &names)
            // A name may begin here and end in the next piece. One that is seen twice is the same one, or cut and not seen.
            kept = min(filled, maximalLength + suffix.count)
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[(filled - kept)..<filled]))
        }
    }

    private static func find(_ suffix: [UInt8], in bytes: UnsafeRawBufferPointer, _ names: inout Set<String>) {
        var rest = bytes[...]
        while let start = rest.baseAddressOfFirst(suffix) {
            let end = start + suffix.count
            let before = bytes[..<start].suffix(maximalLength)
            if let slash = before.lastIndex(of: UInt8(ascii: "/")) {
                names.insert(String(decoding: bytes[(slash + 1)..<end], as: UTF8.self))
            }
            rest = bytes[end...]
        }
    }

    private static func unreadable(_ path: String) -> WorkerError {
        WorkerError(
            path: path,
            problem: "it cannot be read: \(String(cString: strerror(errno)))",
            remedy: "Mend its permissions, or build it again"
        )
    }
}

extension Slice<UnsafeRawBufferPointer> {
    /// The index at which `pattern` stands first.
    fileprivate func baseAddressOfFirst(_ pattern: [UInt8]) -> Int? {
        let bytes = UnsafeRawBufferPointer(rebasing: self)
        guard let start = bytes.baseAddress, let first = pattern.first else { return nil }
        var offset = 0
        while offset + pattern.count <= bytes.count {
            guard let found = memchr(start + offset, Int32(first), bytes.count - offset) else { return nil }
            offset = UnsafeRawPointer(found) - start
            guard offset + pattern.count <= bytes.count else { return nil }
            if memcmp(found, pattern, pattern.count) == 0 { return startIndex + offset }
            offset += 1
        }
        return nil
    }
}
