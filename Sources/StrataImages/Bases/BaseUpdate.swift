public import StrataModel
import StrataOCI
public import StrataRegistry

/// Moves bases to what their names lead to now, and finds out what moved.
public struct BaseUpdate: Sendable {
    /// What became of one base.
    public struct Move: Sendable {
        /// The key.
        public var tag: BaseImageTag
        /// What is to be held of it from now on.
        public var entry: LockFile.Entry
        /// What was held before; `nil` where nothing, or another image.
        public var previous: LockFile.Entry?
        /// What moved, for each platform; empty where nothing did.
        public var differences: [BaseDifference]
        /// Why what moved cannot be told, where the old image is gone from the registry.
        public var note: String?

        /// Whether the name leads elsewhere now.
        public var hasMoved: Bool { previous?.digest != entry.digest }
    }

    private let client: RegistryClient
    private let folders: ImageFolders

    /// Takes what asking needs.
    public init(client: RegistryClient, folders: ImageFolders) {
        self.client = client
        self.folders = folders
    }

    /// Asks for bases.
    ///
    /// - Parameters:
    ///   - plans: The bases; the built-in one is passed over.
    ///   - held: What they are pinned to.
    /// - Returns: What became of each, in their order.
    /// - Throws: ``BaseError`` or `RegistryError` for a base that cannot be read now.
    public func run(_ plans: [BasePlan], held: LockFile) async throws -> [Move] {
        try await withThrowingTaskGroup(of: (Int, Move).self) { group in
            for (number, plan) in plans.enumerated() {
                guard case .reference(let reference) = plan.source else { continue }
                group.addTask { (number, try await move(plan.tag, reference, held: held.bases[plan.tag])) }
            }
            var moves: [(Int, Move)] = []
            for try await move in group { moves.append(move) }
            return moves.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func move(_ tag: BaseImageTag, _ reference: ImageReference, held: LockFile.Entry?) async throws -> Move {
        let resolver = BaseResolver(client: client, documents: DocumentCache(folder: folders.documents))
        let now = try await resolver.resolve(reference, digest: reference.digest, wanted: [])
        let previous = held.flatMap { $0.image == reference.description ? $0 : nil }
        var move = Move(
            tag: tag,
            entry: LockFile.Entry(now, reference: reference),
            previous: previous,
            differences: []
        )
        guard move.hasMoved else { return move }
        var old: ResolvedBase?
        if let previous {
            do {
                old = try await resolver.resolve(reference, digest: previous.digest, wanted: [])
            } catch let error as RegistryError {
                move.note = "what it was before cannot be told: \(error)"
            }
        }
        move.differences = now.variants.map { variant in
            let before = old?.variants.first { $0.platform == variant.platform }
            return BaseDifference(from: before, to: variant)
        }
        return move
    }
}
