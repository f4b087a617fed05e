import FoundationEssentials
import StrataModel

/// Writes the files that an artifact refers to as a list to download.
struct StoredFilesHTML {
    /// How many files are listed.
    static let limit = 1000

    /// The path below `/api/v1` of the artifact.
    let source: String

    private struct File: Decodable {
        struct Reference: Decodable {
            var digest: Digest
            var size: Int64
            var name: String
        }
        var strataFile: Reference
    }

    private struct Directory: Decodable {
        struct Reference: Decodable {
            var entries: [DirectoryEntry]
            var name: String
        }
        var strataDirectory: Reference
    }

    /// The list, where the serialised value is a file or a folder.
    func html(_ bytes: [UInt8]) -> String? {
        // A value of any other type fails to decode as either, which is how it is told.
        guard bytes.starts(with: "{\"strata".utf8) else { return nil }
        let decoder = JSONDecoder()
        if let file = try? decoder.decode(File.self, from: Data(bytes)) {
            let reference = file.strataFile
            let entry = DirectoryEntry(
                path: reference.name,
                digest: reference.digest,
                size: reference.size,
                isExecutable: false
            )
            return list([entry], title: nil)
        }
        if let folder = try? decoder.decode(Directory.self, from: Data(bytes)) {
            return list(folder.strataDirectory.entries, title: folder.strataDirectory.name)
        }
        return nil
    }

    private func list(_ entries: [DirectoryEntry], title: String?) -> String {
        let size = PageText.size(
            entries.reduce(into: Int64(0)) { $0 = $0.addingReportingOverflow($1.size).partialValue }
        )
        var html = ""
        if let title {
            html += "<p><strong class=\"isolate\">\(HTMLText.escape(title))/</strong> "
            html += "<span class=\"quiet\">\(PageText.count(entries.count, "file")), \(size)</span></p>\n"
        }
        html += "<div class=\"scroll\"><table class=\"files\"><thead><tr><th scope=\"col\">File</th>"
        html += "<th scope=\"col\" class=\"num\">Size</th><th scope=\"col\">Digest</th></tr></thead><tbody>\n"
        for entry in entries.prefix(Self.limit) { html += row(entry) }
        html += "</tbody></table></div>\n"
        if entries.count > Self.limit {
            html +=
                "<p class=\"quiet small\">\(PageText.count(Self.limit)) of \(PageText.count(entries.count, "file"))</p>"
        }
        return html
    }

    private func row(_ entry: DirectoryEntry) -> String {
        let name = HTMLText.escape(entry.path.replacing("\n", with: "␊").replacing("\r", with: "␍"))
        var cell = "<code class=\"break isolate\">\(name)</code>"
        if let link = entry.link {
            cell += " <span class=\"quiet\">links to <code>\(HTMLText.escape(link))</code></span>"
        } else if entry.isContained {
            let parts = entry.path.split(separator: "/", omittingEmptySubsequences: false)
            let path = parts.map { PageAddress.encoded($0) }.joined(separator: "/")
            cell = "<a href=\"/api/v1\(HTMLText.escape(source))/files/\(path)\" download>\(cell)</a>"
        } else {
            cell += " <span class=\"quiet\">(its path leads out of the folder)</span>"
        }
        if entry.isExecutable { cell += " <span class=\"tag\">executable</span>" }
        let digest = entry.digest.map { "<code title=\"\($0)\">\(PageText.digest($0))</code>" } ?? ""
        let size = entry.link == nil ? PageText.size(entry.size) : ""
        return "<tr><td>\(cell)</td><td class=\"num\">\(size)</td><td>\(digest)</td></tr>\n"
    }
}
