/// A part of a line of Markdown while it is read.
enum MarkdownPiece {
    /// Finished HTML.
    case html([UInt8])
    /// A run of `*`, `_` or `~`, that may become tags.
    case delimiter(Delimiter)
    /// A `[` or `![` that may become a link.
    case bracket(Bracket)
    /// A tag that began as a bracket.
    case open(Tag)
    /// The end of a tag.
    case close(Tag)

    struct Delimiter {
        var byte: UInt8
        var count: Int
        /// How many there were at first: decides what may pair.
        let length: Int
        let canOpen: Bool
        let canClose: Bool
        /// The tags that begin behind it, the innermost first.
        var opened: [Tag] = []
        /// The tags that end before it, the innermost first.
        var closed: [Tag] = []
    }

    struct Bracket {
        var isImage: Bool
        /// Where the text behind it begins.
        var position: Int
    }

    enum Tag {
        case em
        case strong
        case del
        case link([UInt8])

        var name: String {
            switch self {
            case .em: "em"
            case .strong: "strong"
            case .del: "del"
            case .link: "a"
            }
        }
    }
}
