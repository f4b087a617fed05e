/// How a blob came to where it should be.
public enum BlobTransfer: Sendable, Hashable {
    /// It was there already.
    case present
    /// The registry took it from another of its repositories; no bytes were moved.
    case mounted
    /// It went through this machine: this many bytes, those sent twice after a failure included.
    case streamed(bytes: Int64)
}
