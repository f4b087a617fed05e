public import StrataLayers
import StrataModel
public import StrataOCI

/// The layers that carry a program to any base of one platform, and the command that starts it there.
public struct WorkerImage: Sendable {
    /// What a layer carries; the order is the one in which they are laid down, by how seldom they change.
    public enum LayerKind: String, Sendable, Hashable, Codable, CaseIterable {
        /// The loader, the C library and the Swift runtime.
        case runtime
        /// Libraries of the package's dependencies, Strata itself among them.
        case dependencies
        /// Resource bundles and data.
        case resources
        /// The executable.
        case application
    }

    /// One layer, finished on disk.
    public struct Part: Sendable {
        /// What it carries.
        public var kind: LayerKind
        /// The finished layer, which stays in the cache as long as this value is there.
        public var cached: CachedLayer

        /// Names a finished layer.
        public init(kind: LayerKind, cached: CachedLayer) {
            self.kind = kind
            self.cached = cached
        }

        /// Its digests and sizes.
        public var layer: Layer { cached.layer }
    }

    /// The program's name.
    public var program: String
    /// The platform it was compiled for.
    public var platform: Platform
    /// The layers, the lowest first.
    public var parts: [Part]
    /// The command that starts the worker, whatever the base.
    public var command: [String]

    /// Describes a worker.
    public init(program: String, platform: Platform, parts: [Part], command: [String]) {
        self.program = program
        self.platform = platform
        self.parts = parts
        self.command = command
    }
}
