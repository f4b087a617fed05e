extension ArtifactError {
    /// Says which field of which type could not be encoded.
    init(encoding error: any Error, type: String) {
        switch error {
        case let error as ArtifactError:
            self = error
        case EncodingError.invalidValue(let value, let context):
            self.init(
                "cannot encode \(Self.place(context.codingPath, in: type)): its value is a '\(Swift.type(of: value))': "
                    + Self.sentence(context.debugDescription, context.underlyingError),
                remedy: "Change the field's type, or write 'encode(to:)' for the type that has it."
            )
        default:
            self.init("cannot encode a '\(type)': \(error)", remedy: "Look at the type's 'encode(to:)'.")
        }
    }

    /// Says which field of which type could not be decoded.
    init(decoding error: any Error, type: String) {
        let remedy =
            "The value was recorded by another version of the type, or its 'init(from:)' does not read what its "
            + "'encode(to:)' writes."
        switch error {
        case let error as ArtifactError:
            self = error
        case DecodingError.keyNotFound(let key, let context):
            self.init(
                "cannot decode \(Self.place(context.codingPath, in: type)): it has no '\(key.stringValue)'",
                remedy: remedy
            )
        case DecodingError.typeMismatch(let expected, let context):
            self.init(
                "cannot decode \(Self.place(context.codingPath, in: type)): it is no '\(expected)': "
                    + Self.sentence(context.debugDescription, context.underlyingError),
                remedy: remedy
            )
        case DecodingError.valueNotFound(let expected, let context):
            self.init(
                "cannot decode \(Self.place(context.codingPath, in: type)): it is null, but must be a '\(expected)'",
                remedy: remedy
            )
        case DecodingError.dataCorrupted(let context):
            self.init(
                "cannot decode \(Self.place(context.codingPath, in: type)): "
                    + Self.sentence(context.debugDescription, context.underlyingError),
                remedy: remedy
            )
        default:
            self.init("cannot decode a '\(type)': \(error)", remedy: remedy)
        }
    }

    private static func place(_ path: [any CodingKey], in type: String) -> String {
        guard !path.isEmpty else { return "a '\(type)'" }
        var text = ""
        for key in path {
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += text.isEmpty ? key.stringValue : "." + key.stringValue
            }
        }
        return "the field '\(text)' of a '\(type)'"
    }

    private static func sentence(_ description: String, _ underlying: (any Error)?) -> String {
        guard let underlying else { return description }
        return "\(description) (\(underlying))"
    }
}
