import StrataModel
import StrataOCI

extension LockFile.Entry {
    /// What is held of a base that was resolved.
    init(_ base: ResolvedBase, reference: ImageReference) {
        self.init(
            image: reference.description,
            digest: base.digest,
            mediaType: base.mediaType,
            platforms: Dictionary(base.members.map { ($0.platform.description, $0.digest) }) { first, _ in first }
        )
    }
}
