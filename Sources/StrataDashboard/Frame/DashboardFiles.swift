import FoundationEssentials

/// Where templates and assets come from.
enum DashboardFiles: Sendable {
    /// The program itself.
    case embedded
    /// A folder with `Templates` and `Assets`, for people who work on the dashboard: read again each time.
    case folder(String)

    /// The templates' texts by their names.
    ///
    /// - Returns: The path below `Templates` without `.mustache`, and the text.
    /// - Throws: What reading the folder throws.
    func templates() throws -> [String: String] {
        switch self {
        case .embedded:
            var found: [String: String] = [:]
            for (path, text) in EmbeddedFiles.all {
                if let name = Self.templateName(path) { found[name] = text.description }
            }
            return found
        case .folder(let folder):
            var found: [String: String] = [:]
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
                guard let name = Self.templateName(path) else { continue }
                found[name] = try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
            }
            return found
        }
    }

    /// The bytes of an asset, or `nil` for none.
    func asset(_ name: String) -> [UInt8]? {
        switch self {
        case .embedded:
            return EmbeddedFiles.all["Assets/\(name)"].map { text in
                text.withUTF8Buffer { Array($0) }
            }
        case .folder(let folder):
            // Not a file that cannot be read: the page then says in the browser's console that it is missing.
            guard Self.isPlain(name) else { return nil }
            return FileManager.default.contents(atPath: "\(folder)/Assets/\(name)").map { Array($0) }
        }
    }

    /// The names of the assets that the program has.
    static var embeddedAssets: [String] {
        EmbeddedFiles.all.keys.filter { $0.hasPrefix("Assets/") }.map { String($0.dropFirst("Assets/".count)) }
    }

    private static func templateName(_ path: String) -> String? {
        guard path.hasPrefix("Templates/"), path.hasSuffix(".mustache") else { return nil }
        return String(path.dropFirst("Templates/".count).dropLast(".mustache".count))
    }

    /// Whether a name, which comes from a request, stays within the folder.
    private static func isPlain(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".")
                && part.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") }
        }
    }
}
