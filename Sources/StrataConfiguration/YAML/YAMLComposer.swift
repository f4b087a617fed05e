/// Puts the events of a YAML text together to one value, with bounds on depth and on what aliases repeat.
struct YAMLComposer {
    /// Far more than a useful file has; keeps the memory that a file can ask for in bounds.
    static let limitOfNodes = 20_000
    /// Far deeper than the format goes.
    static let limitOfDepth = 32

    /// A list or a mapping whose end has not come yet.
    private struct Open {
        var isMapping: Bool
        /// Its values; a mapping's keys and values in turn.
        var nodes: [YAMLNode] = []
        var anchor: String?
        var position: TextPosition

        var content: YAMLNode.Content {
            guard isMapping else { return .list(nodes) }
            return .mapping(
                stride(from: 0, to: nodes.count - 1, by: 2).map {
                    YAMLNode.Entry(key: nodes[$0], value: nodes[$0 + 1])
                }
            )
        }
    }

    private var open: [Open] = []
    private var anchors: [String: YAMLNode] = [:]
    private var count = 0
    private var root: YAMLNode?

    /// Reads a text.
    ///
    /// - Returns: The value, or `nil` when the text has none or is not valid; then `problems` says why.
    static func compose(_ text: ConfigurationText, _ problems: inout Problems) -> YAMLNode? {
        var composer = YAMLComposer()
        return text.bytes.withUnsafeBufferPointer { bytes in
            var reader = YAMLEventReader(bytes)
            do throws(YAMLSyntaxError) {
                while true {
                    let event = try reader.next()
                    if case .streamEnd = event.kind { return composer.root }
                    guard composer.add(event, &problems) else { return nil }
                }
            } catch {
                let (message, remedy) = error.message(at: error.position.flatMap(text.character(at:)))
                problems.add(error.position, message, remedy)
                return nil
            }
        }
    }

    /// Whether reading can go on.
    private mutating func add(_ event: YAMLEvent, _ problems: inout Problems) -> Bool {
        switch event.kind {
        case .documentStart:
            guard root != nil else { break }
            problems.add(event.position, "a second document begins here", "keep one, and remove the line '---'")
            return false
        case .scalar(let text, let isPlain, let properties):
            check(properties, event.position, &problems)
            let node = YAMLNode(content: .scalar(text, isPlain: isPlain), position: event.position, weight: 1)
            return complete(node, properties.anchor, &problems)
        case .listStart(let properties):
            check(properties, event.position, &problems)
            return begin(
                Open(isMapping: false, anchor: properties.anchor, position: event.position),
                &problems
            )
        case .mappingStart(let properties):
            check(properties, event.position, &problems)
            return begin(
                Open(isMapping: true, anchor: properties.anchor, position: event.position),
                &problems
            )
        case .end: return close(&problems)
        case .alias(let name):
            guard let node = anchors[name] else {
                problems.add(event.position, "nothing above is marked '&\(name)'", "write the value itself")
                return false
            }
            return complete(node, nil, &problems)
        case .other, .streamEnd: break
        }
        return true
    }

    private mutating func begin(_ collection: Open, _ problems: inout Problems) -> Bool {
        open.append(collection)
        guard open.count <= Self.limitOfDepth else {
            problems.add(
                collection.position,
                "values are nested more than \(Self.limitOfDepth) deep",
                "remove what is too deep"
            )
            return false
        }
        return true
    }

    private mutating func close(_ problems: inout Problems) -> Bool {
        guard let ended = open.popLast() else { return true }
        let parts = ended.nodes.reduce(0) { $0 + $1.weight }
        let node = YAMLNode(content: ended.content, position: ended.position, weight: parts + 1)
        // Its parts have been counted as they came.
        count -= parts
        return complete(node, ended.anchor, &problems)
    }

    private mutating func complete(_ node: YAMLNode, _ anchor: String?, _ problems: inout Problems) -> Bool {
        count += node.weight
        guard count <= Self.limitOfNodes else {
            problems.add(
                node.position,
                "the file has more than \(Self.limitOfNodes) values, with those that aliases repeat",
                "remove what does not belong there"
            )
            return false
        }
        if let anchor { anchors[anchor] = node }
        if open.isEmpty {
            root = node
        } else {
            open[open.count - 1].nodes.append(node)
        }
        return true
    }

    private func check(_ properties: YAMLProperties, _ position: TextPosition, _ problems: inout Problems) {
        guard let tag = properties.tag else { return }
        problems.add(
            position,
            "the value has the YAML tag '\(Shown.text(tag))'",
            "remove the tag and write the value alone"
        )
    }
}
