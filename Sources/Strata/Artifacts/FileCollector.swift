import Synchronization

/// Notes the files that a value refers to while it is encoded.
final class FileCollector: Sendable {
    private let found = Mutex<[FileReference]>([])

    var files: [FileReference] {
        found.withLock { $0 }
    }

    func append(_ file: FileReference) {
        found.withLock { $0.append(file) }
    }

    /// Under which an encoder's `userInfo` has the collector, and a decoder's the place to read files from.
    static let key = CodingUserInfoKey(rawValue: "strata.files")
    static let locationKey = CodingUserInfoKey(rawValue: "strata.files.location")

    /// The collector of an encoder, if it encodes an artifact.
    static func of(_ encoder: any Encoder) -> FileCollector? {
        key.flatMap { encoder.userInfo[$0] as? FileCollector }
    }

    /// Where a decoder's files can be read, if it decodes an artifact.
    static func location(of decoder: any Decoder) -> FileLocation? {
        locationKey.flatMap { decoder.userInfo[$0] as? FileLocation }
    }
}
