import FoundationEssentials
import StrataModel

/// A file or directory that an artifact's value refers to, its contents in the blob store.
enum StoredFiles: Hashable, Sendable {
    /// One file.
    case file(File)
    /// A folder with everything below it.
    case directory([DirectoryEntry])

    /// A file artifact's content.
    struct File: Hashable, Sendable, Decodable {
        /// The blob.
        var digest: Digest
        /// The blob's size in bytes.
        var size: Int64
        /// What the file was called.
        var name: String
    }

    /// What the value with this JSON text refers to, or `nil` where it is no reference to files.
    ///
    /// The one place that knows how the SDK writes them: `{"strataFile": …}` and `{"strataDirectory": …}`, each the
    /// object's only key.
    static func reference(in json: [UInt8]) -> StoredFiles? {
        guard json.count <= largestReference, json.prefix(64).contains(UInt8(ascii: "{")) else { return nil }
        guard let envelope = try? JSONDecoder().decode(Envelope.self, from: Data(json)) else { return nil }
        if let file = envelope.strataFile, envelope.strataDirectory == nil { return .file(file) }
        if let directory = envelope.strataDirectory, envelope.strataFile == nil { return .directory(directory.entries) }
        return nil
    }

    /// Values over this many bytes are not looked into; a directory of 300,000 files stays below.
    static let largestReference = 64 * 1024 * 1024

    /// For example `file train.csv, 12.3 kB` or `directory of 3 files, 1.2 MB`.
    var summary: String {
        switch self {
        case .file(let file):
            return "file \(Printable.line(file.name)), \(SizeText.text(file.size))"
        case .directory(let entries):
            let size = entries.reduce(into: Int64(0)) { $0 = $0.addingReportingOverflow($1.size).partialValue }
            let noun = entries.count == 1 ? "file" : "files"
            return "directory of \(entries.count) \(noun), \(SizeText.text(size))"
        }
    }

    private struct Envelope: Decodable {
        var strataFile: File?
        var strataDirectory: Directory?

        struct Directory: Decodable {
            var entries: [DirectoryEntry]
        }

        struct Key: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }

            init(stringValue: String) { self.stringValue = stringValue }

            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            guard container.allKeys.count == 1 else { return }
            strataFile = try container.decodeIfPresent(File.self, forKey: Key(stringValue: "strataFile"))
            strataDirectory = try container.decodeIfPresent(
                Directory.self,
                forKey: Key(stringValue: "strataDirectory")
            )
        }
    }
}
