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

    /// Finds what an executable needs, where the loader of this machine would look.
    ///
    /// - Parameters:
    ///   - path: The executable.
    ///   - libraryPath: The value of `LD_LIBRARY_PATH`; `nil` where it is not set.
    /// - Throws: As ``init(ofExecutable:paths:)``.
    public init(ofExecutable path: String, libraryPath: String? = nil) throws {
        let file = try ELFFile(path: path)
        let paths = try LoaderPaths.ofThisMachine(for: file, libraryPath: libraryPath)
        try self.init(ofExecutable: path, paths: paths)
    }

    /// Finds what an executable needs.
    ///
    /// - Parameters:
    ///   - path: The executable.
    ///   - paths: Where to look.
    /// - Throws: ``LayerError`` with code `notFound` for a library that is nowhere, which names it, the file that needs it
    ///   and where was looked; `malformed` or `unsupported` for files that are no ELF files of a known kind.
    public init(ofExecutable path: String, paths: LoaderPaths) throws {
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
        var search = LibrarySearch(machine: executable.machine, paths: paths)
        let loaderPath = try RealPath.of(interpreter, neededBy: path)
        search.setLoader(interpreter, at: loaderPath, name: try ELFFile(path: loaderPath).name)
        try search.run(from: executable, at: real)
        libraries = search.libraries
        loader = search.loader
    }
}
