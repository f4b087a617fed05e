import StrataModel

/// How large things are drawn, in pixels.
///
/// Sizes depend on names alone, never on states, so that nothing moves while it runs.
enum NodeExtents {
    static let runHeight = 46.0
    static let lightHeight = 30.0
    static let groupHeight = 88.0
    static let boxHeader = 36.0
    static let boxPadding = 16.0
    static let margin = 12.0
    private static let largestLabels = 460.0

    /// The size of a node without what its edges need.
    static func size(label: String, isGroup: Bool, isLight: Bool) -> (width: Double, height: Double) {
        if isGroup {
            return (min(max(TextWidth.estimate(label, size: 14) + 96, 244), 320), groupHeight)
        }
        if isLight {
            return (min(max(TextWidth.estimate(label, size: 12) + 46, 76), 220), lightHeight)
        }
        return (min(max(TextWidth.estimate(label, size: 14) + 62, 148), 280), runHeight)
    }

    /// The least width of a box, so that its title can be read.
    static func boxWidth(label: String) -> Double {
        min(TextWidth.estimate(label, size: 14) + 150, 420)
    }

    /// How wide an edge's label is.
    static func labelWidth(_ label: String) -> Double {
        label.isEmpty ? 0 : TextWidth.estimate(label, size: 11) + 12
    }

    /// The width that a node's labels need, and no more than is sensible.
    static func labelsWidth(_ widths: [Double]) -> Double {
        min(widths.reduce(12) { $0 + max($1, 14) }, largestLabels)
    }
}
