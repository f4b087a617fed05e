import StrataImages

/// What a push did, for people.
enum PushTable {
    /// One line for each base.
    static func text(_ images: [PushedImage], palette: Palette) -> String {
        let table = TextTable(columns: [
            .init("base"), .init("size", isRightAligned: true), .init("pushed"), .init("image"),
        ])
        let rows = images.map { image in
            [
                TextTable.Cell(image.tag.rawValue, .bold),
                TextTable.Cell(SizeText.text(image.size)),
                TextTable.Cell(TransferText.summary(image), image.isChanged ? .green : .dim),
                TextTable.Cell(image.reference.description),
            ]
        }
        return table.text(rows, palette: palette)
    }
}
