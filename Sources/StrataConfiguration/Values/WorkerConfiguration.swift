/// How the worker is built and packed.
public struct WorkerConfiguration: Sendable, Hashable {
    /// How the program and its libraries get into an image.
    public enum Mode: String, Sendable, Hashable, CaseIterable {
        /// A dynamic build in layers: runtime, dependencies, application.
        case layered
        /// One fully static executable.
        case `static`
    }

    /// How SwiftPM builds the program.
    public enum BuildConfiguration: String, Sendable, Hashable, CaseIterable {
        /// Fast to build, slow to run.
        case debug
        /// Optimised.
        case release
    }

    /// How layers are compressed.
    public enum Compression: String, Sendable, Hashable, CaseIterable {
        /// What every registry and runtime reads.
        case gzip
        /// Smaller and faster; needs a runtime that reads it.
        case zstd
    }

    /// How the program gets into an image.
    public var mode: Mode
    /// How the program is built.
    public var configuration: BuildConfiguration
    /// Whether symbols that the program does not need are taken out.
    public var strip: Bool
    /// How layers are compressed.
    public var compression: Compression

    /// Describes a worker; what is left out is as for a package without the file.
    public init(
        mode: Mode = .layered,
        configuration: BuildConfiguration = .release,
        strip: Bool = true,
        compression: Compression = .gzip
    ) {
        self.mode = mode
        self.configuration = configuration
        self.strip = strip
        self.compression = compression
    }
}
