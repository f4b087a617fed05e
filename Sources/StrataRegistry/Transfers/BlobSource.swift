/// Where the bytes of a blob come from.
public enum BlobSource: Sendable {
    /// Bytes in memory.
    case bytes([UInt8])
    /// A file, by its path. It must not change while it is sent.
    case file(String)
}
