import StrataImages

/// What `strata image inspect` says.
enum InspectText {
    static func text(_ report: InspectReport, palette: Palette) -> String {
        let heading = "\(palette.paint(Printable.line(report.name), .bold))\n\(report.digest)  \(report.mediaType)"
        return ([heading] + report.images.map { section($0, palette) }).joined(separator: "\n\n")
    }

    private static func section(_ image: InspectReport.Image, _ palette: Palette) -> String {
        var fields: [(String, String)] = [
            ("entry point", image.entrypoint.joined(separator: " ")),
            ("command", image.command.joined(separator: " ")),
            ("user", image.user.isEmpty ? "root" : image.user),
            ("working folder", image.workingDirectory.isEmpty ? "/" : image.workingDirectory),
        ]
        fields += image.environment.map { ("environment", $0) }
        fields += image.labels.sorted { $0.key < $1.key }.map { ("label", "\($0.key)=\(shortened($0.value))") }
        let lines = fields.filter { !$0.1.isEmpty }.map { name, value in
            "  " + name + String(repeating: " ", count: max(1, 16 - name.count)) + Printable.line(value)
        }
        let table = TextTable(columns: [.init(""), .init("", isRightAligned: true), .init("")])
        let layers = image.layers.map { layer in
            [
                TextTable.Cell("  layer           " + (layer.kind ?? "")),
                TextTable.Cell(SizeText.text(layer.size)),
                TextTable.Cell(layer.digest.description, .dim),
            ]
        }
        let heading =
            "\(palette.paint(image.platform, .bold))  \(SizeText.text(image.size)) in \(image.layers.count) layers  \(image.digest)"
        return ([heading] + lines + [table.body(layers, palette: palette)]).joined(separator: "\n")
    }

    /// Labels may hold whole documents.
    private static func shortened(_ text: String) -> String {
        text.count > 160 ? text.prefix(160) + "…" : text
    }
}
