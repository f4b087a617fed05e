/// A part of a Markdown text that stands by itself; texts inside are still to be read for emphasis and links.
indirect enum MarkdownBlock: Hashable {
    case heading(level: Int, text: [UInt8])
    case paragraph([UInt8])
    case code(language: [UInt8], text: [UInt8])
    case quote([MarkdownBlock])
    case list(List)
    case table(Table)
    case rule

    struct List: Hashable {
        var isOrdered: Bool
        var start: Int
        /// Whether nothing stands between items: paragraphs are then written without their tags.
        var isTight: Bool
        var items: [Item]
    }

    struct Item: Hashable {
        /// Whether it is a task that is done, or is not; `nil` for what is no task.
        var isDone: Bool?
        var blocks: [MarkdownBlock]
    }

    struct Table: Hashable {
        var alignments: [Alignment]
        var header: [[UInt8]]
        var rows: [[[UInt8]]]
    }

    enum Alignment: Hashable {
        case none
        case left
        case center
        case right
    }
}
