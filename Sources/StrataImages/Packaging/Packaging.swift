public import StrataModel
import StrataOCI

/// Images that are assembled and not yet written anywhere.
public struct Packaging: Sendable {
    /// One image for each base, in the order of the bases.
    public var images: [PackagedImage]
    /// The digests that the bases are pinned to now.
    public var lock: LockFile
    /// The program's functions.
    public var functions: [FunctionRecord]
    /// The layers of each platform's worker.
    public var workers: [WorkerImage]
    /// What deserves a look, a sentence each.
    public var warnings: [String]
}
