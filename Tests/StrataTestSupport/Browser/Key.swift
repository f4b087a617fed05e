/// A key of the keyboard.
public struct Key: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The character by which the protocol knows it.
    public let character: String

    /// A key that types a character.
    public init(stringLiteral value: String) {
        character = value
    }

    /// Goes to the next control.
    public static let tab: Key = "\u{E004}"
    /// Held to go backwards.
    public static let shift: Key = "\u{E008}"
    /// Activates.
    public static let enter: Key = "\u{E007}"
    /// Leaves.
    public static let escape: Key = "\u{E00C}"
    /// The space bar.
    public static let space: Key = "\u{E00D}"
    /// One to the left.
    public static let left: Key = "\u{E012}"
    /// One up.
    public static let up: Key = "\u{E013}"
    /// One to the right.
    public static let right: Key = "\u{E014}"
    /// One down.
    public static let down: Key = "\u{E015}"
    /// To the first.
    public static let home: Key = "\u{E011}"
    /// To the last.
    public static let end: Key = "\u{E010}"
}
