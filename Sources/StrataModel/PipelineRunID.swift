/// Identifies one pipeline run: one execution of a root function and of all runs below it.
///
/// 128 random bits, written as 32 hexadecimal digits. Random from the first digit on, so that a few digits tell
/// two of them apart, as with git's commits.
public struct PipelineRunID: Sendable, Hashable {
    /// The 16 bytes of the identifier.
    public let bytes: [UInt8]

    /// A new identifier from the system's random source.
    public init() {
        var generator = SystemRandomNumberGenerator()
        self.init(using: &generator)
    }

    /// A new identifier from `generator`: the same one for the same seed.
    public init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Takes 16 raw bytes; `nil` for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.bytes = Array(bytes)
    }

    /// Parses the whole identifier, 32 hexadecimal digits; `nil` for anything else.
    ///
    /// Shortened identifiers are resolved by the store, which knows what there is.
    public init?(_ text: some StringProtocol) {
        guard let bytes = Hexadecimal.decode(text) else { return nil }
        self.init(bytes: bytes)
    }

    /// The first eight digits, for people.
    public var short: String {
        Hexadecimal.encode(bytes.prefix(4))
    }
}

extension PipelineRunID: CustomStringConvertible {
    /// All 32 digits.
    public var description: String {
        Hexadecimal.encode(bytes)
    }
}

extension PipelineRunID: Codable {
    /// Decodes the text form.
    ///
    /// - Throws: `DecodingError.dataCorrupted` where the text is no identifier.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = PipelineRunID(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text)' is not a pipeline run's identifier: expected 32 hexadecimal digits"
            )
        }
        self = id
    }

    /// Encodes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
