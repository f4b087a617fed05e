import FoundationEssentials
import StrataLayers

/// The loader and the libraries that a dynamic program needs, each in the layer of what changes as seldom as it does.
///
/// Libraries that were built with the program lie beside it: they are its dependencies. All others belong to the system or
/// the Swift toolchain.
struct WorkerLibraries {
    /// The files, loader included.
    let files: [WorkerContents.File]
    /// The loader's path in images, without the slash at its beginning.
    let loader: String

    /// Finds the libraries.
    ///
    /// - Throws: ``WorkerError`` that names a library that is nowhere, and who needs it.
    init(executable path: String, program: String) throws {
        let closure: SharedLibraryClosure
        do {
            closure = try SharedLibraryClosure(ofExecutable: path)
        } catch let error as LayerError where error.code == .notFound {
            throw WorkerError(
                path: path,
                problem: error.message,
                remedy:
                    "Install the package that has it, or lay the library beside the program, so that the layers carry it; "
                    + "or link the program statically: 'worker: {mode: static}' in strata.yaml"
            )
        }
        guard let loader = closure.loader else {
            throw WorkerError(
                path: path,
                problem: "it is a dynamic program that names no loader",
                remedy: "Link it as a program, or statically: 'worker: {mode: static}' in strata.yaml"
            )
        }
        let folder = URL(filePath: path).resolvingSymlinksInPath().deletingLastPathComponent().path
        self.loader = Self.target(loader.name)
        files =
            [WorkerContents.File(kind: .runtime, source: loader.path, target: self.loader, mode: 0o755, isCode: true)]
            + closure.libraries.map { library in
                let isOwn = URL(filePath: library.path).deletingLastPathComponent().path == folder
                return WorkerContents.File(
                    kind: isOwn ? .dependencies : .runtime,
                    source: library.path,
                    target: Self.target(library.name),
                    mode: 0o755,
                    isCode: true
                )
            }
    }

    private static func target(_ name: String) -> String {
        "\(WorkerPackager.folder)/\(URL(filePath: name).lastPathComponent)"
    }
}
