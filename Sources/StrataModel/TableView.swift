/// Rows and columns of text.
public struct TableView: Sendable, Hashable, Codable {
    /// The columns' headings, from left to right.
    public var columns: [String]
    /// The cells, row by row; a row may be shorter than the headings, its missing cells are empty.
    public var rows: [[String]]

    /// Describes a table.
    public init(columns: [String], rows: [[String]]) {
        self.columns = columns
        self.rows = rows
    }
}
