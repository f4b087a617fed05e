/// The environment variables of an image: a list of `NAME=value` in which no name stands twice.
public struct ImageEnvironment: Sendable, Hashable {
    /// The variables in order, each `NAME=value`.
    public private(set) var list: [String]

    /// Takes a list; of a name that stands twice the last value counts, in the first one's place.
    public init(_ list: [String] = []) {
        self.list = []
        for entry in list { set(Self.name(entry), entry) }
    }

    /// The value of a variable, or `nil`; setting keeps its place, or adds it at the end.
    public subscript(name: String) -> String? {
        get {
            guard let entry = list.first(where: { Self.name($0) == name }) else { return nil }
            return entry.firstIndex(of: "=").map { String(entry[entry.index(after: $0)...]) } ?? ""
        }
        set {
            guard let newValue else {
                list.removeAll { Self.name($0) == name }
                return
            }
            set(name, "\(name)=\(newValue)")
        }
    }

    /// The variables' names, in order.
    public var names: [String] { list.map(Self.name) }

    private mutating func set(_ name: String, _ entry: String) {
        if let index = list.firstIndex(where: { Self.name($0) == name }) {
            list[index] = entry
        } else {
            list.append(entry)
        }
    }

    private static func name(_ entry: String) -> String {
        String(entry.prefix { $0 != "=" })
    }
}
