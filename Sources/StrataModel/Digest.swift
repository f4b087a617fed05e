import Crypto

/// The SHA-256 of some bytes: what names an artifact or a blob, whoever stored it.
///
/// Written as `sha256:` and 64 lower-case hexadecimal digits, as the OCI image specification writes digests
/// (https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md#digests).
public struct Digest: Sendable, Hashable {
    /// The 32 bytes of the hash.
    public let bytes: [UInt8]

    /// Hashes `data` in one go.
    ///
    /// For streams use ``Hasher``.
    public init(hashing data: some Sequence<UInt8>) {
        let hashed =
            data.withContiguousStorageIfAvailable { buffer in
                SHA256.hash(data: UnsafeRawBufferPointer(buffer))
            } ?? SHA256.hash(data: Array(data))
        self.bytes = Array(hashed)
    }

    /// Takes 32 raw bytes; `nil` for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        self.bytes = Array(bytes)
    }

    /// Parses `sha256:<64 hexadecimal digits>`; `nil` for anything else, other algorithms included.
    public init?(_ text: some StringProtocol) {
        guard text.hasPrefix("sha256:"), let bytes = Hexadecimal.decode(text.dropFirst(7)) else { return nil }
        self.init(bytes: bytes)
    }

    /// The 64 hexadecimal digits without the algorithm's name.
    public var hexadecimal: String {
        Hexadecimal.encode(bytes)
    }

    /// Computes a digest of bytes that arrive piece by piece, in constant memory.
    public struct Hasher {
        private var hash = SHA256()

        /// Starts with no bytes.
        public init() {}

        /// Takes in the next bytes.
        public mutating func update(_ bytes: UnsafeRawBufferPointer) {
            hash.update(bufferPointer: bytes)
        }

        /// Takes in the next bytes.
        public mutating func update(_ bytes: [UInt8]) {
            bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        }

        /// The digest of everything taken in so far; more may follow.
        public func finalized() -> Digest {
            Digest(trusted: Array(hash.finalize()))
        }
    }

    private init(trusted bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension Digest: CustomStringConvertible {
    /// `sha256:` and the hexadecimal digits.
    public var description: String {
        "sha256:" + hexadecimal
    }
}

extension Digest: Codable {
    /// Decodes the text form.
    ///
    /// - Throws: `DecodingError.dataCorrupted` where the text is no SHA-256 digest.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let digest = Digest(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text)' is not a digest: expected 'sha256:' and 64 hexadecimal digits"
            )
        }
        self = digest
    }

    /// Encodes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
