/// Puts rectangles side by side on shelves, in their order, so that the whole is somewhat wider than long.
struct ShelfPacking {
    private(set) var corners: [LayoutSolution.Point] = []
    private(set) var main = 0.0
    private(set) var cross = 0.0

    /// How much longer across than along the whole should be.
    private static let aspect = 1.8

    init(_ sizes: [(main: Double, cross: Double)], gap: Double, shelfGap: Double) {
        let area = sizes.reduce(0) { $0 + ($1.main + shelfGap) * ($1.cross + gap) }
        let width = max(sizes.map(\.cross).max() ?? 0, (area * Self.aspect).squareRoot())
        var (start, reach, depth) = (0.0, 0.0, 0.0)
        for size in sizes {
            if reach > 0, reach + size.cross > width {
                start += depth + shelfGap
                (reach, depth) = (0, 0)
            }
            corners.append(.init(main: start, cross: reach))
            cross = max(cross, reach + size.cross)
            reach += size.cross + gap
            depth = max(depth, size.main)
        }
        main = start + depth
    }
}
