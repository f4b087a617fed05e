/// A JSON object taken apart by one level: keys in their order, values as they were written.
public struct JSONObject: Sendable, Hashable {
    /// One key and its value.
    public struct Member: Sendable, Hashable {
        /// The key, its escapes resolved.
        public var name: String
        /// The value.
        public var value: RawJSON
        /// The key as it was written, quotes included.
        var literal: [UInt8]
    }

    /// The members in the order they were written; no two share a name.
    public private(set) var members: [Member]

    /// An object with no members.
    public init() {
        members = []
    }

    /// - Throws: ``JSONError`` where a key stands twice: readers differ in which they take, so neither is safe.
    init(_ members: [Member]) throws(JSONError) {
        var names: Set<String> = []
        for member in members where !names.insert(member.name).inserted {
            throw JSONError("the key '\(member.name)' stands twice")
        }
        self.members = members
    }

    /// The value of a key.
    ///
    /// Setting keeps the key's place, or adds it at the end; setting `nil` removes it.
    public subscript(name: String) -> RawJSON? {
        get {
            members.first { $0.name == name }?.value
        }
        set {
            switch (members.firstIndex { $0.name == name }, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?):
                members.append(Member(name: name, value: value, literal: JSONText.literal(name)))
            case (nil, nil): break
            }
        }
    }

    /// The keys, in order.
    public var names: [String] {
        members.map(\.name)
    }

    /// The object as a value, without white space between its members.
    public var json: RawJSON {
        var text: [UInt8] = [UInt8(ascii: "{")]
        for member in members {
            if text.count > 1 { text.append(UInt8(ascii: ",")) }
            text += member.literal
            text.append(UInt8(ascii: ":"))
            text += member.value.bytes
        }
        text.append(UInt8(ascii: "}"))
        return RawJSON(trusted: text[...])
    }

    /// The values where all of them are strings.
    public var strings: [String: String]? {
        var result: [String: String] = [:]
        for member in members {
            guard let string = member.value.string else { return nil }
            result[member.name] = string
        }
        return result
    }
}
