public import StrataModel
public import StrataOCI

/// What moved between two images that a base's name led to, for one platform.
public struct BaseDifference: Sendable, Hashable {
    /// A layer.
    public struct Layer: Sendable, Hashable {
        /// The blob's digest.
        public var digest: Digest
        /// The blob's size in bytes.
        public var size: Int64
    }

    /// The platform.
    public var platform: Platform
    /// The manifest before; `nil` where the base is new.
    public var from: Digest?
    /// The manifest now.
    public var to: Digest
    /// What changed in the configuration, a sentence each.
    public var changes: [String]
    /// Layers that are new, the lowest first.
    public var added: [Layer]
    /// Layers that are gone.
    public var removed: [Layer]
    /// Compressed bytes of all layers before and now.
    public var size: (before: Int64, now: Int64) { (sizeBefore, sizeNow) }
    private var sizeBefore: Int64
    private var sizeNow: Int64

    /// Compares two images.
    public init(from old: ResolvedBase.Variant?, to new: ResolvedBase.Variant) {
        platform = new.platform
        from = old?.digest
        to = new.digest
        let before = old?.manifest.layers ?? []
        let known = Set(before.map(\.digest))
        let now = Set(new.manifest.layers.map(\.digest))
        added = new.manifest.layers.filter { !known.contains($0.digest) }.map {
            Layer(digest: $0.digest, size: $0.size)
        }
        removed = before.filter { !now.contains($0.digest) }.map { Layer(digest: $0.digest, size: $0.size) }
        sizeBefore = Self.total(before)
        sizeNow = Self.total(new.manifest.layers)
        changes = old.map { Self.changes(from: $0.configuration, to: new.configuration) } ?? []
    }

    /// Sizes come from a registry: their sum may not fit.
    static func total(_ layers: [Descriptor]) -> Int64 {
        layers.reduce(0) { sum, layer in
            let (result, overflow) = sum.addingReportingOverflow(layer.size)
            return overflow ? .max : result
        }
    }

    private static func changes(from old: ImageConfiguration, to new: ImageConfiguration) -> [String] {
        var changes: [String] = []
        let (before, now) = (old.settings, new.settings)
        for name in before.names + now.names.filter({ before[$0] == nil }) where before[name] != now[name] {
            switch name {
            case "Env": changes += entries("Env", variables(old.environment), variables(new.environment))
            case "Labels": changes += entries("Labels", old.labels, new.labels)
            default:
                changes.append("\(name): \(before[name]?.description ?? "none") → \(now[name]?.description ?? "none")")
            }
        }
        return changes
    }

    private static func variables(_ environment: ImageEnvironment) -> [String: String] {
        var result: [String: String] = [:]
        for name in environment.names { result[name] = environment[name] }
        return result
    }

    private static func entries(_ kind: String, _ old: [String: String], _ new: [String: String]) -> [String] {
        Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.map { name in
            "\(kind) \(name): \(old[name].map { "'\($0)'" } ?? "none") → \(new[name].map { "'\($0)'" } ?? "none")"
        }
    }
}
