import Strata
import StrataModel
import Testing

@testable import Strata

/// Serialises values as runs do.
enum Coding {
    static func encode<Value: Artifact>(_ value: Value) throws -> [UInt8] {
        try ArtifactCodec(Value.self, spelled: "\(Value.self)").encode(value).bytes
    }

    static func digest<Value: Artifact>(_ value: Value) throws -> Digest {
        Digest(hashing: try encode(value))
    }

    static func decode<Value: Artifact>(_ bytes: [UInt8], as type: Value.Type) throws -> Value {
        try #require(try ArtifactCodec(type, spelled: "\(type)").decode(bytes, nil) as? Value)
    }

    /// The value after it was written and read.
    static func roundTrip<Value: Artifact>(_ value: Value) throws -> Value {
        try decode(encode(value), as: Value.self)
    }
}
