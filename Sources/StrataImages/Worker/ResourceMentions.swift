import FoundationEssentials

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
        let names = try Self.find(in: Data(contentsOf: URL(filePath: path), options: .alwaysMapped))
        try files.write(Array(names.sorted().joined(separator: "\n").utf8), to: kept)
        return names
    }

    private static func find(in data: Data) -> Set<String> {
        let suffix = Array(ResourceBundles.suffix.utf8)
        return data.withUnsafeBytes { bytes in
            var names: Set<String> = []
            var rest = bytes[...]
            while let start = rest.baseAddressOfFirst(suffix) {
                let end = start + suffix.count
                let before = bytes[..<start].suffix(256)
                if let slash = before.lastIndex(of: UInt8(ascii: "/")) {
                    names.insert(String(decoding: bytes[(slash + 1)..<end], as: UTF8.self))
                }
                rest = bytes[end...]
            }
            return names
        }
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
