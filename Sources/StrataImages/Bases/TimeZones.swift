import FoundationEssentials
import StrataLayers
import StrataModel

/// The time zones of the machine that builds.
struct TimeZones {
    private static let folder = "/usr/share/zoneinfo"

    /// What changes whenever the zones do: their source in short form, or a list of all files.
    let identity: Digest

    /// Finds them.
    static func find() throws -> TimeZones {
        // The short form begins with the version and holds every rule; looking at 1,700 files would take milliseconds.
        if let source = try? Data(contentsOf: URL(filePath: folder + "/tzdata.zi")) {
            return TimeZones(identity: Digest(hashing: Array(source)))
        }
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        guard !names.isEmpty else {
            throw BaseError(
                base: MinimalBase.name,
                problem: "this machine has no time zones in \(folder)",
                remedy: "Install the package tzdata, or name a 'base' in strata.yaml"
            )
        }
        return TimeZones(identity: Digest(hashing: Array(names.sorted().joined(separator: "\n").utf8)))
    }

    /// The files and links, below `usr/share/zoneinfo`.
    ///
    /// Without the doubles for other conventions about leap seconds, and without links that lead elsewhere.
    func entries() throws -> [LayerEntry] {
        try FileManager.default.subpathsOfDirectory(atPath: Self.folder).sorted().compactMap { name in
            let isDouble = name.hasPrefix("right") || name.hasPrefix("posix")
            return isDouble || name == "localtime" ? nil : try Self.entry(name)
        }
    }

    private static func entry(_ name: String) throws -> LayerEntry? {
        let path = "\(folder)/\(name)"
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let target = "usr/share/zoneinfo/\(name)"
        switch attributes[.type] as? FileAttributeType {
        case .typeSymbolicLink:
            let link = try FileManager.default.destinationOfSymbolicLink(atPath: path)
            guard !link.hasPrefix("/") else { return nil }
            return LayerEntry(path: target, kind: .symbolicLink(target: link), mode: 0o777)
        case .typeRegular:
            let bytes = Array(try Data(contentsOf: URL(filePath: path)))
            return LayerEntry(path: target, kind: .file(.bytes(bytes)), mode: 0o644)
        default:
            return nil
        }
    }
}
