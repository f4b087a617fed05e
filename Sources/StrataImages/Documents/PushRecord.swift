import FoundationEssentials
public import StrataModel
public import StrataOCI
import Synchronization

/// What this machine has seen in repositories: blobs that are there, and the images that were pushed last.
///
/// It saves questions, and is never the last word: a registry that lost a blob refuses the manifest, which makes
/// ``ImagePusher`` forget what it knew of that repository and look.
public final class PushRecord: Sendable {
    private struct State {
        var known: [String: Set<String>] = [:]
        var hasChanged = false
    }

    private let path: String
    private let state: Mutex<State>

    /// Reads the record; one that is missing or malformed knows nothing.
    public init(path: String) {
        self.path = path
        var known: [String: Set<String>] = [:]
        // A record that cannot be read costs questions, nothing else.
        if let text = try? String(contentsOfFile: path, encoding: .utf8) {
            for line in text.split(separator: "\n") {
                let parts = line.split(separator: " ", maxSplits: 1)
                if parts.count == 2 { known[String(parts[0]), default: []].insert(String(parts[1])) }
            }
        }
        state = Mutex(State(known: known))
    }

    /// Whether a blob was seen in a repository.
    public func knows(_ digest: Digest, in repository: ImageRepository) -> Bool {
        state.withLock { $0.known[repository.description]?.contains(digest.hexadecimal) ?? false }
    }

    /// Notes that a blob or manifest is in a repository.
    public func note(_ digest: Digest, in repository: ImageRepository) {
        state.withLock { state in
            if state.known[repository.description, default: []].insert(digest.hexadecimal).inserted {
                state.hasChanged = true
            }
        }
    }

    /// Forgets all about a repository.
    public func forget(_ repository: ImageRepository) {
        state.withLock { state in
            state.known[repository.description] = nil
            state.hasChanged = true
        }
    }

    /// Writes the record where it changed.
    ///
    /// - Throws: ``CacheError`` where it cannot be written.
    public func save() throws {
        let text: String? = state.withLock { state in
            guard state.hasChanged else { return nil }
            state.hasChanged = false
            return state.known.sorted { $0.key < $1.key }.flatMap { repository, digests in
                // Old digests would pile up: the record only has to hold what is in use.
                digests.count > 4096 ? [] : digests.sorted().map { "\(repository) \($0)\n" }
            }.joined()
        }
        guard let text else { return }
        do {
            let folder = URL(filePath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw CacheError(path: path, problem: "\(error)")
        }
    }
}
