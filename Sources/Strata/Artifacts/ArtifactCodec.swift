import Foundation
import StrataModel

/// Serialises the values of one type, and reads them back.
///
/// Everything is JSON in one order (see ``CanonicalJSON``), so that equal values have equal digests; NaN and the infinities
/// are the strings `"NaN"`, `"Infinity"` and `"-Infinity"`. A top-level `Data` is its own bytes.
struct ArtifactCodec: Sendable {
    /// The type as the source writes it.
    let spelling: String
    /// Tells types apart.
    let type: ObjectIdentifier
    /// What the bytes are.
    let mediaType: String
    /// Gives a value's bytes, the files it refers to, and how it is shown.
    ///
    /// Throws ``ArtifactError`` naming the field that could not be encoded.
    let encode: @Sendable (any Sendable) throws -> EncodedArtifact
    /// Gives the value that was encoded; files in it read from the store that is passed.
    ///
    /// Throws ``ArtifactError`` naming the field that could not be decoded.
    let decode: @Sendable ([UInt8], FileLocation?) throws -> any Sendable

    init<Value: Artifact>(_ type: Value.Type, spelled spelling: String) {
        self.spelling = spelling
        self.type = ObjectIdentifier(type)
        mediaType = type == Data.self ? ArtifactReference.bytes : ArtifactReference.json
        encode = { try Self.encode($0, as: Value.self, spelling) }
        decode = { try Self.decode($0, $1, as: Value.self, spelling) }
    }

    private static func encode<Value: Artifact>(
        _ value: any Sendable,
        as type: Value.Type,
        _ spelling: String
    ) throws -> EncodedArtifact {
        guard let value = value as? Value else {
            throw ArtifactError("expected a value of type '\(spelling)', but it is a '\(Swift.type(of: value))'")
        }
        if type == Data.self, let data = value as? Data {
            // The type decides: an optional that holds data is a `Data` to a cast as well.
            return EncodedArtifact(bytes: Array(data), view: value.artifactView, files: [])
        }
        let files = FileCollector()
        do {
            let userInfo = FileCollector.key.map { [$0: files] } ?? [:]
            let bytes = try CanonicalJSON.encode(value, userInfo: userInfo)
            return EncodedArtifact(bytes: bytes, view: value.artifactView, files: files.files)
        } catch {
            throw ArtifactError(encoding: error, type: spelling)
        }
    }

    private static func decode<Value: Artifact>(
        _ bytes: [UInt8],
        _ files: FileLocation?,
        as type: Value.Type,
        _ spelling: String
    ) throws -> any Sendable {
        if type == Data.self { return Data(bytes) }
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity",
            negativeInfinity: "-Infinity",
            nan: "NaN"
        )
        if let files, let key = FileCollector.locationKey { decoder.userInfo[key] = files }
        do {
            return try decoder.decode(type, from: Data(bytes))
        } catch {
            throw ArtifactError(decoding: error, type: spelling)
        }
    }
}
