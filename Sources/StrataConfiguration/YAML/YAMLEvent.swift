/// One step of reading a YAML text.
struct YAMLEvent {
    enum Kind {
        case documentStart
        case streamEnd
        case scalar(String, isPlain: Bool, YAMLProperties)
        case listStart(YAMLProperties)
        case mappingStart(YAMLProperties)
        /// The end of a list or a mapping.
        case end
        case alias(String)
        /// What says nothing about values.
        case other
    }

    var kind: Kind
    var position: TextPosition
}

/// What can stand before a YAML value.
struct YAMLProperties {
    /// The name after `&`.
    var anchor: String?
    /// What `!` says about the value's type.
    var tag: String?
}
