import FoundationEssentials
import StrataConfiguration
import StrataLayers
import StrataOCI

/// The files that a program consists of, and what starts it: everything known before any layer is made.
struct WorkerContents: Sendable {
    /// One file of the worker.
    struct File: Sendable, Hashable {
        /// The layer it belongs to.
        var kind: WorkerImage.LayerKind
        /// Its path on this machine.
        var source: String
        /// Its path in images, without the slash at its beginning.
        var target: String
        /// Its permissions in images.
        var mode: UInt16
        /// Whether it is machine code, which can be stripped.
        var isCode: Bool
        /// Where a symbolic link leads; `nil` for a file.
        var link: String?

        init(kind: WorkerImage.LayerKind, source: String, target: String, mode: UInt16, isCode: Bool) {
            self.kind = kind
            self.source = source
            self.target = target
            self.mode = mode
            self.isCode = isCode
        }

        /// A data file of the package.
        init(data file: DataFile) {
            kind = .resources
            source = file.absolutePath
            if case .symbolicLink(let target) = file.kind { link = target }
            target = "\(WorkerPackager.dataFolder)/\(file.path)"
            mode = file.isExecutable ? 0o755 : 0o644
            isCode = false
        }
    }

    /// The executable's path on this machine.
    let path: String
    /// The program's name.
    let program: String
    /// What it was compiled for.
    let platform: Platform
    /// Its files.
    let files: [File]
    /// The command that starts the worker in an image.
    let command: [String]

    /// Finds out what a program consists of.
    ///
    /// - Throws: ``WorkerError`` where the file is no program for Linux or a library it needs is nowhere.
    init(_ path: String, program: String, data: [DataFile], mentions: ResourceMentions) throws {
        let executable = try Self.executable(path)
        guard let architecture = executable.machine.architecture else {
            throw WorkerError(
                path: path,
                problem: "it is a program for \(executable.machine), which images have no name for",
                remedy: "Compile it for one of linux/amd64 and linux/arm64"
            )
        }
        self.path = path
        self.program = program
        platform = Platform(os: "linux", architecture: architecture, variant: executable.machine.variant)
        let target = "\(WorkerPackager.folder)/\(program)"
        var files = [File(kind: .application, source: path, target: target, mode: 0o755, isCode: true)]
        switch executable.linkage {
        case .static, .staticPIE:
            command = ["/\(target)", "worker"]
        default:
            let libraries = try WorkerLibraries(executable: path, program: program)
            files += libraries.files
            command = [
                "/\(libraries.loader)", "--argv0", "/\(target)", "--library-path", "/\(WorkerPackager.folder)",
                "/\(target)", "worker",
            ]
        }
        let code = files.filter { $0.kind != .runtime }.map(\.source)
        files += try ResourceBundles.files(for: code, beside: path, mentions: mentions)
        files += data.map(File.init(data:))
        self.files = files
    }

    private static func executable(_ path: String) throws -> ELFFile {
        switch try ExecutableFormat(path: path) {
        case .elf(let file):
            return file
        case let other:
            throw WorkerError(
                path: path,
                problem: "it is no program for Linux but \(other)",
                remedy: "Build the package on Linux, or with a Swift SDK for Linux"
            )
        }
    }
}
