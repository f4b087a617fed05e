/// What an ELF executable or shared library says about itself.
///
/// Files for 64-bit little-endian machines are read in full; of others only ``machine`` and ``type`` are known
/// (``isInspected`` is `false`).
public struct ELFFile: Sendable, Hashable {
    /// What a file is for, by its header alone.
    public enum FileType: Sendable, Hashable {
        /// An executable with fixed addresses.
        case executable
        /// A shared library, or an executable without fixed addresses.
        case shared
        /// Anything else: object files, core dumps.
        case other(UInt16)
    }

    /// How a file is linked.
    public enum Linkage: Sendable, Hashable {
        /// An executable that a loader (``ELFFile/interpreter``) completes.
        case dynamic
        /// An executable that needs nothing.
        case `static`
        /// An executable that needs nothing and has no fixed addresses.
        case staticPIE
        /// A shared library, or a loader.
        case library
        /// No executable and no library, or one that was not inspected.
        case unknown
    }

    /// The C library that an executable is for.
    public enum CLibrary: Sendable, Hashable {
        /// The GNU one.
        case glibc
        /// The one of Alpine and static Swift SDKs.
        case musl
    }

    /// The versions that a file needs of symbols in one library.
    public struct RequiredVersions: Sendable, Hashable {
        /// The library's name.
        public var library: String
        /// The versions, such as `GLIBC_2.34`, in the order of the file.
        public var versions: [String]
    }

    /// The processor.
    public var machine: ELFMachine
    /// What the file is for.
    public var type: FileType
    /// Whether more was read than the header.
    public var isInspected: Bool
    /// The loader (PT_INTERP).
    public var interpreter: String?
    /// The libraries needed, in their order (DT_NEEDED).
    public var neededLibraries: [String] = []
    /// Folders to look in for its own libraries (DT_RUNPATH), with `$ORIGIN` and the like as they are.
    public var runPath: [String] = []
    /// Folders to look in for its libraries and theirs (DT_RPATH); has no effect beside a ``runPath``.
    public var rPath: [String] = []
    /// The library's own name (DT_SONAME).
    public var name: String?
    /// The versions of symbols that are needed.
    public var requiredVersions: [RequiredVersions] = []
    /// Whether it is marked as an executable without fixed addresses (DF_1_PIE).
    public var isMarkedPIE = false

    /// Reads what is needed of a file; a few KiB, whatever its size.
    ///
    /// - Parameter path: The file.
    /// - Throws: ``LayerError`` with code `malformed` for what is no ELF file or a damaged one, `unsupported` for one with
    ///   unreasonably many parts, `notFound` or `inputOutput` where it cannot be read.
    public init(path: String) throws(LayerError) {
        self = try ELFParser.parse(InputFile(path), named: path)
    }

    /// Reads a file that is in memory.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - name: What errors call it.
    /// - Throws: ``LayerError`` with code `malformed` or `unsupported`.
    public init(_ bytes: [UInt8], named name: String = "The file") throws(LayerError) {
        self = try ELFParser.parse(MemorySource(content: bytes), named: name)
    }

    init(machine: ELFMachine, type: FileType, isInspected: Bool) {
        self.machine = machine
        self.type = type
        self.isInspected = isInspected
    }
}

extension ELFFile {
    /// How the file is linked.
    public var linkage: Linkage {
        guard isInspected else { return .unknown }
        switch type {
        case .other: return .unknown
        case .executable: return interpreter == nil && neededLibraries.isEmpty ? .static : .dynamic
        case .shared:
            if interpreter != nil, isMarkedPIE || name == nil { return .dynamic }
            return isMarkedPIE && neededLibraries.isEmpty ? .staticPIE : .library
        }
    }

    /// The C library that the loader belongs to; `nil` for static files and libraries.
    public var cLibrary: CLibrary? {
        guard let file = interpreter?.split(separator: "/").last else { return nil }
        if file.hasPrefix("ld-musl-") { return .musl }
        return file.hasPrefix("ld-linux") || file.hasPrefix("ld64.so") || file.hasPrefix("ld.so") ? .glibc : nil
    }

    /// The newest version of glibc that a symbol asks for, such as `[2, 34]`; `nil` where none does.
    public var requiredGlibc: [Int]? {
        requiredVersions.flatMap(\.versions).compactMap { version -> [Int]? in
            guard version.hasPrefix("GLIBC_") else { return nil }
            let numbers = version.dropFirst(6).split(separator: ".").map { Int($0) }
            // `GLIBC_PRIVATE` and `GLIBC_ABI_DT_RELR` are no versions.
            return numbers.contains(nil) || numbers.isEmpty ? nil : numbers.compactMap { $0 }
        }
        .max { $0.lexicographicallyPrecedes($1) }
    }
}
