import StrataImages
import StrataModel

/// What `strata image update` says.
enum MoveText {
    static func text(_ moves: [BaseUpdate.Move], palette: Palette) -> String {
        guard !moves.isEmpty else { return "no base is an image of a registry: nothing to pin" }
        return moves.map { text($0, palette) }.joined(separator: "\n")
    }

    private static func text(_ move: BaseUpdate.Move, _ palette: Palette) -> String {
        let name = palette.paint(move.tag.rawValue, .bold)
        guard move.hasMoved else { return "\(name)  \(move.entry.image) stays at \(move.entry.digest)" }
        let from = move.previous.map { "\($0.digest) → " } ?? "pinned to "
        var lines = ["\(name)  \(move.entry.image): \(from)\(move.entry.digest)"]
        if let note = move.note { lines.append("    " + Printable.line(note)) }
        for difference in move.differences where difference.from != nil {
            lines += [line(difference)] + details(difference)
        }
        return lines.joined(separator: "\n")
    }

    private static func line(_ difference: BaseDifference) -> String {
        let size = difference.size
        return
            "    \(difference.platform): \(difference.added.count) layers added, \(difference.removed.count) removed, "
            + "\(SizeText.text(size.before)) → \(SizeText.text(size.now))"
    }

    private static func details(_ difference: BaseDifference) -> [String] {
        difference.changes.map { "        " + Printable.line($0) }
            + difference.added.map { "        + \($0.digest) \(SizeText.text($0.size))" }
            + difference.removed.map { "        - \($0.digest) \(SizeText.text($0.size))" }
    }
}

/// What `strata image update --json` prints of one base.
struct MoveReport: Encodable {
    struct Difference: Encodable {
        var platform: String
        var changes: [String]
        var layersAdded: [Digest]
        var layersRemoved: [Digest]
        var sizeBefore: Int64
        var sizeNow: Int64
    }

    var image: String
    var digest: Digest
    var previousDigest: Digest?
    var moved: Bool
    var differences: [Difference]

    init(_ move: BaseUpdate.Move) {
        image = move.entry.image
        digest = move.entry.digest
        previousDigest = move.previous?.digest
        moved = move.hasMoved
        differences = move.differences.map { difference in
            Difference(
                platform: difference.platform.description,
                changes: difference.changes,
                layersAdded: difference.added.map(\.digest),
                layersRemoved: difference.removed.map(\.digest),
                sizeBefore: difference.size.before,
                sizeNow: difference.size.now
            )
        }
    }
}
