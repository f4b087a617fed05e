import StrataConfiguration
import StrataLayers
import StrataModel
import StrataOCI
public import StrataRegistry

/// Packages a program on all of its bases.
///
/// The worker's layers are made once, whatever the number of bases. Of a base that is pinned and was seen before nothing is
/// asked. Nothing is written outside of the cache.
public struct ImagePackager: Sendable {
    private let client: RegistryClient
    private let folders: ImageFolders

    /// Takes what packaging needs.
    public init(client: RegistryClient, folders: ImageFolders) {
        self.client = client
        self.folders = folders
    }

    /// Makes the images.
    ///
    /// - Parameter request: What is to be packaged.
    /// - Returns: The images, ready to be pushed or written.
    /// - Throws: ``PackagingErrors`` where functions and bases do not fit together, ``WorkerError``, ``BaseError``,
    ///   ``AssemblyError``, ``LockError``, `LayerError`, `RegistryError`.
    public func package(_ request: PackagingRequest) async throws -> Packaging {
        // What takes longest to answer is asked first.
        async let revision = revision(of: request)
        let cache = LayerCache(folder: folders.layers)
        let facts = FileFacts(cache: cache)
        let packager = WorkerPackager(cache: cache, facts: facts, folders: folders, options: request.layers)
        let contents = try contents(request, facts)
        let platforms = contents.map(\.platform)

        async let functions = functions(of: contents[0], request, facts)
        async let resolved = resolve(request, platforms)
        async let workers = contents.map { try packager.package($0) }
        let records = try await functions
        let warnings = try Self.check(records, request)
        let (bases, lock) = try await resolved
        var request = request
        request.revision = try await revision
        let images = try assemble(request, bases: bases, workers: await workers, functions: records, packager)
        try facts.save()
        return Packaging(
            images: images,
            lock: lock,
            functions: records,
            workers: try await workers,
            warnings: warnings
        )
    }

    // MARK: - The program

    private func revision(of request: PackagingRequest) async throws -> SourceRevision? {
        guard request.revision == nil, let folder = request.sourceFolder else { return request.revision }
        return try await SourceRevision.find(in: folder)
    }

    /// What the program consists of, for this machine's platform first.
    private func contents(_ request: PackagingRequest, _ facts: FileFacts) throws -> [WorkerContents] {
        let mentions = ResourceMentions(folder: folders.mentions, facts: facts)
        func read(_ path: String) throws -> WorkerContents {
            try WorkerContents(path, program: request.program, data: request.data, mentions: mentions)
        }
        let others = try request.workers.sorted { $0.key.description < $1.key.description }.map { platform, path in
            let contents = try read(path)
            guard platform.matches(contents.platform) else {
                throw WorkerError(
                    path: path,
                    problem: "it is a program for \(contents.platform), but was given as the worker for \(platform)",
                    remedy: "Give the executable that was compiled for \(platform)"
                )
            }
            return contents
        }
        let own = try read(request.executable)
        if let double = others.first(where: { $0.platform.matches(own.platform) }) {
            throw WorkerError(
                path: double.path,
                problem: "it is a worker for \(own.platform), and so is \(own.path)",
                remedy: "Give --worker for other platforms only; --executable says what this one's is"
            )
        }
        return [own] + others
    }

    private func functions(
        of contents: WorkerContents,
        _ request: PackagingRequest,
        _ facts: FileFacts
    ) async throws -> [FunctionRecord] {
        var hasher = Digest.Hasher()
        for file in contents.files where file.kind == .application || file.kind == .dependencies {
            hasher.update(try facts.digest(of: file.source).bytes)
        }
        return try await FunctionListing(folder: folders.functions).functions(
            of: request.executable,
            digest: hasher.finalized()
        )
    }

    /// Holds functions against bases; all that is wrong is told at once.
    private static func check(_ functions: [FunctionRecord], _ request: PackagingRequest) throws -> [String] {
        let tagged = functions.map { function in
            TaggedFunction(
                name: function.name,
                file: function.file,
                line: function.line,
                tag: function.settings.baseImageTag?.rawValue,
                standalone: function.settings.standalone,
                isGraph: function.kind == .graph
            )
        }
        let check = BaseImageTagCheck(
            functions: tagged,
            configuration: request.configuration,
            file: request.configurationPath
        )
        guard check.errors.isEmpty else { throw PackagingErrors(check.errors) }
        return check.warnings
    }

    // MARK: - Bases

    private func resolve(
        _ request: PackagingRequest,
        _ platforms: [Platform]
    ) async throws -> ([ResolvedBase], LockFile) {
        let bases = try await withThrowingTaskGroup(of: (Int, ResolvedBase).self) { group in
            for (number, plan) in request.bases.enumerated() {
                let wanted = try Self.wanted(plan, platforms)
                group.addTask { (number, try await resolve(plan, request, wanted)) }
            }
            var bases: [Int: ResolvedBase] = [:]
            for try await (number, base) in group { bases[number] = base }
            return request.bases.indices.compactMap { bases[$0] }
        }
        var lock = LockFile()
        for (plan, base) in zip(request.bases, bases) {
            guard case .reference(let reference) = plan.source else { continue }
            lock.bases[plan.tag] = LockFile.Entry(base, reference: reference)
        }
        return (bases, lock)
    }

    /// The platforms to make images for: those that are asked for, each of which needs a worker.
    private static func wanted(_ plan: BasePlan, _ workers: [Platform]) throws -> [Platform] {
        guard !plan.platforms.isEmpty else { return workers }
        for platform in plan.platforms where !workers.contains(where: { platform.matches($0) }) {
            throw PackagingErrors([
                "strata.yaml asks for \(platform) on base '\(plan.tag.rawValue)', but there is no worker for it, only for "
                    + workers.map(\.description).joined(separator: ", ")
                    + ". Give one with --worker \(platform)=PATH, or remove the platform."
            ])
        }
        return plan.platforms
    }

    private func resolve(
        _ plan: BasePlan,
        _ request: PackagingRequest,
        _ wanted: [Platform]
    ) async throws -> ResolvedBase {
        guard case .reference(let reference) = plan.source else {
            let cache = LayerCache(folder: folders.layers)
            return try MinimalBase(cache: cache, timestamp: request.layers.timestamp).image(for: wanted)
        }
        let held = request.lock.bases[plan.tag].flatMap { $0.image == reference.description ? $0 : nil }
        if held == nil, request.isLocked, reference.digest == nil {
            throw LockError(
                path: request.lockPath,
                problem: "it does not hold base '\(plan.tag.rawValue)' (\(reference)), and --locked was given",
                remedy: "Run 'strata image update \(plan.tag.rawValue)' and commit the file"
            )
        }
        let pinned = request.moving.contains(plan.tag) ? nil : held?.digest
        let resolver = BaseResolver(client: client, documents: DocumentCache(folder: folders.documents))
        do {
            return try await resolver.resolve(reference, digest: reference.digest ?? pinned, wanted: wanted)
        } catch let error as BaseError {
            throw BaseError(
                base: "'\(plan.tag.rawValue)' (\(error.base))",
                problem: error.problem,
                remedy: error.remedy
            )
        }
    }

    // MARK: - Images

    private func assemble(
        _ request: PackagingRequest,
        bases: [ResolvedBase],
        workers: [WorkerImage],
        functions: [FunctionRecord],
        _ packager: WorkerPackager
    ) throws -> [PackagedImage] {
        try zip(request.bases, bases).map { plan, base in
            let data = try packager.data(plan.data)
            let labels = Labels(request: request, functions: functions).labels(for: plan)
            let settings = AssemblySettings(
                tag: plan.tag,
                entrypoint: plan.entrypoint,
                environment: plan.environment,
                user: plan.user,
                workingDirectory: plan.workingDirectory,
                labels: labels,
                timestamp: request.layers.timestamp
            )
            let images = try base.variants.compactMap { variant -> AssembledImage? in
                guard var worker = workers.first(where: { $0.platform.matches(variant.platform) }) else { return nil }
                if let data { worker.parts.append(data) }
                return try ImageAssembler(base: base, variant: variant, worker: worker, settings: settings).assemble()
            }
            let index = images.count > 1 ? ImageAssembler.index(of: images, base: base, annotations: labels) : nil
            return PackagedImage(tag: plan.tag, base: base, images: images, index: index)
        }
    }
}
