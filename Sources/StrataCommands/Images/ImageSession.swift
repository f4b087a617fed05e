import FoundationEssentials
import StrataImages

/// What every command that packages a program does first: find the package and its file, compile, and lay out what is to
/// be packaged.
struct ImageSession {
    /// The file that names the bases.
    let file: ImagesFile
    /// The lock file's path.
    let lockPath: String
    /// What is to be packaged.
    var request: PackagingRequest
    /// Where everything that can be made again is kept.
    let folders: ImageFolders
    /// How registries are asked.
    let client: RegistryClientOptions
    /// Who asks registries.
    let credentials: CredentialResolver

    /// Reads the files and compiles.
    ///
    /// - Throws: ``CommandFailure``, ``BuildFailed``, `ConfigurationErrors`, `LockError`.
    static func prepare(_ options: ImageOptions) async throws -> ImageSession {
        let environment = ProcessInfo.processInfo.environment
        let package = try package(options)
        let file = try ImagesFile.load(options.files.config, package: package?.path ?? ".", environment: environment)
        let configuration = file.configuration
        let (program, executable) = try await executable(options, package: package, configuration)
        let lockPath = options.files.lock ?? file.folder + "/" + LockFile.name
        var request = PackagingRequest(
            executable: executable,
            program: program,
            configuration: configuration,
            configurationPath: file.path,
            bases: try file.plans(only: options.bases, package: package?.path ?? file.folder)
        )
        request.workers = Dictionary(options.workers.map { ($0.platform, $0.path) }) { $1 }
        request.data = try file.data(configuration.data, package: package?.path ?? file.folder)
        request.layers = WorkerPackager.Options(
            strips: configuration.worker.strip,
            compression: configuration.worker.compression == .zstd ? .zstd : .gzip,
            timestamp: try timestamp(environment)
        )
        request.lock = try LockFile.load(lockPath)
        request.lockPath = lockPath
        request.isLocked = options.locked
        request.sourceFolder = package?.path ?? file.folder
        return ImageSession(
            file: file,
            lockPath: lockPath,
            request: request,
            folders: try ImageFolders(environment: environment),
            client: try file.clientOptions(environment),
            credentials: CredentialResolver(environment: environment)
        )
    }

    /// Asks for the images, and saves the lock file where a base was pinned by it.
    func package(with client: RegistryClient) async throws -> Packaging {
        let packaging = try await ImagePackager(client: client, folders: folders).package(request)
        try saveLock(packaging.lock)
        return packaging
    }

    /// Saves what bases are pinned to now; those that this command did not look at stay as they were.
    func saveLock(_ lock: LockFile) throws {
        var merged = request.lock
        merged.bases.merge(lock.bases) { $1 }
        let known = Set(file.configuration.bases.map(\.tag))
        merged.bases = merged.bases.filter { known.contains($0.key.rawValue) }
        guard merged != request.lock else { return }
        try merged.save(lockPath)
    }

    /// Runs `body` with a client that is closed afterwards.
    func withClient<Result>(_ body: (RegistryClient) async throws -> Result) async throws -> Result {
        try await RegistryClient.withClient(client, credentials: credentials, body: body)
    }

    // MARK: - The program

    private static func package(_ options: ImageOptions) throws -> SwiftPackage? {
        // With an executable at hand no package is needed.
        if options.executable != nil, options.files.packagePath == nil {
            return try? SwiftPackage.find(from: FileManager.default.currentDirectoryPath, searchesUpward: true)
        }
        let folder = options.files.packagePath ?? FileManager.default.currentDirectoryPath
        var package = try SwiftPackage.find(from: folder, searchesUpward: options.files.packagePath == nil)
        package.scratchPath = options.scratchPath
        return package
    }

    private static func executable(
        _ options: ImageOptions,
        package: SwiftPackage?,
        _ configuration: ImagesConfiguration
    ) async throws -> (program: String, path: String) {
        if let path = options.executable {
            guard FileManager.default.isExecutableFile(atPath: path) else {
                throw CommandFailure("'\(path)' is no executable file.", remedy: "Give the path of a built executable.")
            }
            return (options.product ?? URL(filePath: path).lastPathComponent, path)
        }
        guard let package else {
            throw CommandFailure("there is no Swift package here.", remedy: "Name one with --package-path.")
        }
        let kind = options.configuration ?? (configuration.worker.configuration == .debug ? .debug : .release)
        let isStatic = configuration.worker.mode == .static
        guard options.noBuild else {
            return try await build(package, options.product, kind, isStatic: isStatic)
        }
        let product: String
        if let named = options.product { product = named } else { product = try await package.product(named: nil) }
        let path = package.builtExecutable(product, kind, isStatic: isStatic)
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw CommandFailure(
                "there is no '\(path)'.",
                remedy: "Leave out --no-build, or name what was built with --configuration and --scratch-path."
            )
        }
        return (product, path)
    }

    /// Builds a product; the toolchain is asked which there are only where that is not known, or may be why it fails.
    private static func build(
        _ package: SwiftPackage,
        _ name: String?,
        _ kind: SwiftPackage.Configuration,
        isStatic: Bool
    ) async throws -> (program: String, path: String) {
        guard let name else {
            let product = try await package.product(named: nil)
            return (product, try await package.build(product, kind, isStatic: isStatic))
        }
        do {
            return (name, try await package.build(name, kind, isStatic: isStatic))
        } catch let error as BuildFailed {
            _ = try await package.product(named: name)
            throw error
        }
    }

    /// The time that everything in images gets (https://reproducible-builds.org/specs/source-date-epoch/).
    private static func timestamp(_ environment: [String: String]) throws -> Int64 {
        guard let text = environment["SOURCE_DATE_EPOCH"], !text.isEmpty else { return 0 }
        guard let seconds = Int64(text), (0..<253_402_300_800).contains(seconds) else {
            throw CommandFailure(
                "SOURCE_DATE_EPOCH is '\(Printable.line(text))', and no number of seconds since 1970.",
                remedy: "Set it to a whole number, for example the time of the last commit: git log -1 --format=%ct"
            )
        }
        return seconds
    }
}
