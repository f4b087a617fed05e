public import StrataModel

/// How far the sending of a blob has come.
public struct PushProgress: Sendable, Hashable {
    /// The blob.
    public var digest: Digest
    /// The bytes sent so far.
    public var sent: Int64
    /// The bytes in all.
    public var total: Int64
}
