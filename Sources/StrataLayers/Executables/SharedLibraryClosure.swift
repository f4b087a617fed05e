#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Everything that the loader would load for an executable, found as it would, without running anything.
///
/// `ld.so(8)`. Libraries that a program opens itself (`dlopen`) cannot be known. Of glibc's own that is none from 2.34
/// on, where what looks up names (`libnss_files`, `libnss_dns`) is a part of libc; with an older glibc those two have to
/// be added by hand.
public struct SharedLibraryClosure: Sendable, Hashable {
    /// The executable itself.
    public var executable: ELFFile
    /// The loader; `nil` for a static executable.
    public var loader: SharedLibrary?
    /// The libraries, in the order in which they are loaded, without the loader.
    public var libraries: [SharedLibrary]

    /// Finds what an executable needs.
    ///
    /// - Parameters:
    ///   - path: The executable.
    ///   - paths: Where to look; `nil` for what this machine has set up, with no `LD_LIBRARY_PATH`.
    /// - Throws: ``LayerError`` with code `notFound` for a library that is nowhere, which names it, the file that needs it
    ///   and where was looked; `malformed` or `unsupported` for files that are no ELF files of a known kind.
    public init(ofExecutable path: String, paths: LoaderPaths? = nil) throws {
        let real = try RealPath.of(path)
        let executable = try ELFFile(path: real)
        guard executable.isInspected else {
            throw LayerError(
                .unsupported,
                "\(path) is for \(executable.machine): only files for 64-bit little-endian machines can be looked into."
            )
        }
        self.executable = executable
        guard let interpreter = executable.interpreter else {
            loader = nil
            libraries = []
            return
        }
        let folders = try paths ?? LoaderPaths.ofThisMachine(machine: executable.machine)
        var search = LibrarySearch(machine: executable.machine, paths: folders)
        let loaderPath = try RealPath.of(interpreter, neededBy: path)
        search.setLoader(interpreter, at: loaderPath, name: try ELFFile(path: loaderPath).name)
        try search.run(from: executable, at: real)
        libraries = search.libraries
        loader = search.loader
    }
}
