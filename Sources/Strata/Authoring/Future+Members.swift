extension Future {
    /// A future of a member of the value.
    public subscript<Member: Sendable>(
        dynamicMember keyPath: any KeyPath<Output, Member> & Sendable
    ) -> Future<Member> {
        self[keyPath]
    }

    /// A future of a member of the value, for members that a member of `Future` hides: `future[\.map]`.
    public subscript<Member: Sendable>(_ keyPath: any KeyPath<Output, Member> & Sendable) -> Future<Member> {
        part(Self.describe(keyPath)) { $0[keyPath: keyPath] }
    }

    /// A future of an element of an array.
    ///
    /// A position that the array does not have fails the run that takes the element.
    public subscript<Element: Sendable>(_ position: Int) -> Future<Element> where Output == [Element] {
        part("[\(position)]") { array in
            guard array.indices.contains(position) else {
                throw ArtifactError(
                    "there is no element \(position): the array has \(array.count)",
                    remedy: "Use a position from 0 to the array's count less one."
                )
            }
            return array[position]
        }
    }

    /// A future of the value under a key of a dictionary.
    ///
    /// A key that the dictionary does not have fails the run that takes the value.
    public subscript<Key: Hashable & Sendable, Value: Sendable>(
        _ key: Key
    ) -> Future<Value> where Output == [Key: Value] {
        part("[\(String(reflecting: key))]") { dictionary in
            guard let value = dictionary[key] else {
                throw ArtifactError("there is no value under the key \(String(reflecting: key))")
            }
            return value
        }
    }

    private func part<Part: Sendable>(
        _ path: String,
        _ take: @escaping @Sendable (Output) throws -> Part
    ) -> Future<Part> {
        switch source {
        case .known(let value):
            return Future<Part>(source: .known { try take(value()) })
        case .node(let node, let outer):
            let projection = Projection(path: (outer?.path ?? "") + path) { output in
                let whole = try outer?.apply(output) ?? output
                guard let whole = whole as? Output else {
                    throw ArtifactError("a future's output is a \(type(of: whole)), not a \(Output.self)")
                }
                return try take(whole)
            }
            return Future<Part>(node, projection)
        }
    }

    /// The key path as the source writes it after the value: `.training.images`.
    private static func describe(_ keyPath: AnyKeyPath) -> String {
        let text = String(describing: keyPath)
        guard let dot = text.firstIndex(of: ".") else { return ".?" }
        guard text.contains("<computed") else { return String(text[dot...]) }
        // Computed members are described by the address of their getter, which every process has elsewhere.
        return String(text[dot...]).replacing(/<computed 0x[0-9a-f]+ \((.*?)\)>/) { "<\($0.1)>" }
    }
}
