#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The folders in which the loader of this machine looks for shared libraries.
public struct LoaderPaths: Sendable, Hashable {
    /// What `LD_LIBRARY_PATH` says; looked at before a file's run path.
    public var libraryPath: [String]
    /// The folders of `/etc/ld.so.conf`, then those that the loader always knows.
    public var systemFolders: [String]

    /// Describes folders.
    public init(libraryPath: [String], systemFolders: [String]) {
        self.libraryPath = libraryPath
        self.systemFolders = systemFolders
    }

    /// Reads what this machine has set up.
    ///
    /// What `ldconfig` remembers is not looked at, but the folders from which it learned. Variants of libraries for
    /// newer processors (`glibc-hwcaps`) are left out on purpose: an image has to run on other machines.
    ///
    /// - Parameters:
    ///   - file: The executable: its loader and its processor decide.
    ///   - libraryPath: The value of `LD_LIBRARY_PATH`; `nil` where it is not set.
    ///   - configuration: The configuration file of glibc's loader; one that is missing says nothing.
    /// - Returns: The folders, in the loader's order.
    /// - Throws: ``LayerError`` where a configuration file is there but cannot be read.
    public static func ofThisMachine(
        for file: ELFFile,
        libraryPath: String? = nil,
        configuration: String = "/etc/ld.so.conf"
    ) throws -> LoaderPaths {
        // Both separators are the loader's; an empty part is the current folder.
        let parts = libraryPath.map { $0.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == ";" } } ?? []
        return LoaderPaths(
            libraryPath: libraryPath == "" ? [] : parts.map { $0.isEmpty ? "." : String($0) },
            systemFolders: file.cLibrary == .musl
                ? try muslFolders(file) : try glibcFolders(file.machine, configuration)
        )
    }

    /// musl's loader knows three folders, or those in a file of its own.
    private static func muslFolders(_ file: ELFFile) throws -> [String] {
        let standard = ["/lib", "/usr/local/lib", "/usr/lib"]
        guard let loader = file.interpreter?.split(separator: "/").last?.split(separator: ".").first else {
            return standard
        }
        guard let content = try content(of: "/etc/\(loader).path") else { return standard }
        return content.split { $0 == ":" || $0 == "\n" }.map(String.init)
    }

    private static func glibcFolders(_ machine: ELFMachine, _ configuration: String) throws -> [String] {
        var folders: [String] = []
        try read(configuration, depth: 0, into: &folders)
        let names = ["amd64": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu", "riscv64": "riscv64-linux-gnu"]
        if let name = machine.architecture.flatMap({ names[$0] }) {
            folders += ["/lib/" + name, "/usr/lib/" + name]
        }
        folders += ["/lib64", "/usr/lib64", "/lib", "/usr/lib"]
        var seen: Set<String> = []
        return folders.filter { seen.insert($0).inserted }
    }

    /// The text of a small file; `nil` where it is not there.
    private static func content(of path: String) throws(LayerError) -> String? {
        do throws(LayerError) {
            let file = try InputFile(path)
            return String(decoding: try file.bytes(at: 0, count: 1 << 20), as: UTF8.self)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    private static func read(_ path: String, depth: Int, into folders: inout [String]) throws {
        guard depth < 10 else {
            throw LayerError(.malformed, "\(path) is included by itself.", remedy: "Mend the files of ldconfig.")
        }
        guard let content = try content(of: path) else { return }
        for line in content.split(separator: "\n") {
            let words = line.prefix { $0 != "#" }.split { " \t,:=".contains($0) }
            guard let first = words.first else { continue }
            if first == "include" {
                for pattern in words.dropFirst() {
                    for file in matches(of: String(pattern), beside: path) {
                        try read(file, depth: depth + 1, into: &folders)
                    }
                }
            } else if first.hasPrefix("/") {
                folders.append(String(first))
            }
        }
    }

    private static func matches(of pattern: String, beside path: String) -> [String] {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        var result = glob_t()
        defer { globfree(&result) }
        guard glob(pattern.hasPrefix("/") ? pattern : folder + pattern, 0, nil, &result) == 0 else { return [] }
        return (0..<Int(result.gl_pathc)).compactMap { index in
            result.gl_pathv[index].map { String(cString: $0) }
        }
    }
}
