import StrataImages
import StrataModel

/// What `strata image plan` says.
enum PlanText {
    static func text(_ plans: [ImagePlan], repository: ImageRepository, palette: Palette) -> String {
        let total = plans.reduce(0) { $0 + $1.bytesToSend }
        let sections = plans.map { section($0, palette) }
        let end =
            "\(plans.count) image\(plans.count == 1 ? "" : "s") to \(repository): \(SizeText.text(total)) to send, "
            + "\(estimate(total)). Nothing was sent."
        return (sections + [end]).joined(separator: "\n\n")
    }

    private static func section(_ plan: ImagePlan, _ palette: Palette) -> String {
        let heading =
            "\(palette.paint(plan.tag.rawValue, .bold))  on \(plan.baseName), \(plan.platforms.map(\.description).joined(separator: ", "))"
        let table = TextTable(columns: [.init(""), .init("", isRightAligned: true), .init(""), .init("")])
        let rows = plan.layers.map { layer in
            [
                TextTable.Cell("  " + (layer.kind?.rawValue ?? "base")),
                TextTable.Cell(SizeText.text(layer.size)),
                TextTable.Cell(word(layer), layer.action == .none ? .dim : .yellow),
                TextTable.Cell(String(layer.digest.description.prefix(19)), .dim),
            ]
        }
        let lines = [
            "  entry point  " + plan.command.joined(separator: " "),
            plan.baseEntrypoint.map { "  the base's   " + $0.joined(separator: " ") },
            "  user         " + (plan.user.isEmpty ? "root" : plan.user),
            plan.environment.isEmpty ? nil : "  environment  " + plan.environment.joined(separator: " "),
            "  to send      \(SizeText.text(plan.bytesToSend))",
            "  of its own   \(SizeText.text(plan.ownBytes)) in \(plan.layers.count { !$0.isShared }) layers that no other base shares",
        ]
        let text = lines.compactMap { $0.map(Printable.line) }.joined(separator: "\n")
        return [heading, table.body(rows, palette: palette), text].joined(separator: "\n")
    }

    private static func word(_ layer: ImagePlan.Layer) -> String {
        switch layer.action {
        case .none: "there"
        case .send: "to send"
        case .mount: "to mount"
        case .copy: "to copy"
        }
    }

    /// At 100 Mbit/s, a usual line out.
    private static func estimate(_ bytes: Int64) -> String {
        let tenths = bytes / 1_250_000
        return tenths < 10 ? "less than a second at 100 Mbit/s" : "about \(tenths / 10) s at 100 Mbit/s"
    }
}

/// What `strata image plan --json` prints of one base.
struct PlanReport: Encodable {
    struct Layer: Encodable {
        var digest: Digest
        var size: Int64
        var kind: String
        var action: String
        var shared: Bool
    }

    var base: String
    var baseDigest: Digest
    var digest: Digest
    var platforms: [String]
    var bytesToSend: Int64
    var ownBytes: Int64
    var command: [String]
    var user: String
    var environment: [String]
    var layers: [Layer]

    init(_ plan: ImagePlan) {
        base = plan.baseName
        baseDigest = plan.baseDigest
        digest = plan.digest
        platforms = plan.platforms.map(\.description)
        bytesToSend = plan.bytesToSend
        ownBytes = plan.ownBytes
        command = plan.command
        user = plan.user
        environment = plan.environment
        layers = plan.layers.map { layer in
            Layer(
                digest: layer.digest,
                size: layer.size,
                kind: layer.kind?.rawValue ?? "base",
                action: layer.action.rawValue,
                shared: layer.isShared
            )
        }
    }
}
