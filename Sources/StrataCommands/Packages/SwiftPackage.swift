import FoundationEssentials
import Subprocess

/// A Swift package on disk, and what the toolchain does with it.
struct SwiftPackage {
    /// The folder with `Package.swift`.
    var path: String
    /// Where build products are kept; `nil` for the package's `.build`.
    var scratchPath: String?

    /// How to build.
    enum Configuration: String, Sendable, CaseIterable {
        /// Quick to build.
        case debug
        /// Quick to run.
        case release
    }

    /// Finds the package that `folder` is in, or is.
    ///
    /// - Throws: ``CommandFailure`` where there is none.
    static func find(from folder: String, searchesUpward: Bool) throws(CommandFailure) -> SwiftPackage {
        var candidate = URL(filePath: folder, directoryHint: .isDirectory).standardized.path(percentEncoded: false)
        while candidate.count > 1, candidate.hasSuffix("/") { candidate.removeLast() }
        let start = candidate
        while true {
            if FileManager.default.fileExists(atPath: candidate + "/Package.swift") {
                return SwiftPackage(path: candidate)
            }
            guard searchesUpward, let slash = candidate.lastIndex(of: "/"), candidate != "/" else { break }
            candidate = slash == candidate.startIndex ? "/" : String(candidate[..<slash])
        }
        let place = searchesUpward ? "\(start) or any folder above it" : start
        throw CommandFailure(
            "there is no Swift package (Package.swift) in \(place).",
            remedy: "Go to your package or name it with --package-path, or make one with 'strata new NAME'."
        )
    }

    /// The toolchain's options that say where the package and its products are.
    private var folders: [String] {
        ["--package-path", path] + (scratchPath.map { ["--scratch-path", $0] } ?? [])
    }

    /// The names of the executables that the package makes.
    ///
    /// - Throws: ``CommandFailure`` with the toolchain's message where the manifest does not load.
    func executables() async throws -> [String] {
        let output = try await SwiftTool.output(
            ["package"] + folders + ["describe", "--type", "json"],
            failure: "the package in \(path) cannot be read"
        )
        return try Self.executables(inDescription: output)
    }

    /// Reads the output of `swift package describe --type json`.
    static func executables(inDescription json: [UInt8]) throws -> [String] {
        struct Description: Decodable {
            struct Product: Decodable {
                var name: String
                var type: [String: JSONValue]
            }
            var products: [Product]
        }
        // Warnings may come before the object.
        let start = json.firstIndex(of: UInt8(ascii: "{")) ?? 0
        let description = try JSONDecoder().decode(Description.self, from: Data(json[start...]))
        return description.products.filter { $0.type["executable"] != nil }.map(\.name).sorted()
    }

    /// The executable that `name` says, or the only one.
    ///
    /// - Throws: ``CommandFailure`` that lists what there is where that is not exactly one.
    func product(named name: String?) async throws -> String {
        let executables = try await executables()
        guard let name else { return try Self.onlyProduct(of: executables, in: path) }
        return try Self.product(named: name, of: executables, in: path)
    }

    /// The executable of this name.
    static func product(
        named name: String,
        of executables: [String],
        in path: String
    ) throws(CommandFailure) -> String {
        if executables.contains(name) { return name }
        guard !executables.isEmpty else { return try onlyProduct(of: executables, in: path) }
        throw CommandFailure(
            "the package in \(path) makes no executable called '\(Printable.line(name))': "
                + "it makes \(executables.joined(separator: ", ")).",
            remedy: "Name one of them, as in 'strata run \(executables[0])'."
        )
    }

    /// The one executable of several candidates.
    static func onlyProduct(of executables: [String], in path: String) throws(CommandFailure) -> String {
        if executables.count == 1, let only = executables.first { return only }
        guard !executables.isEmpty else {
            throw CommandFailure(
                "the package in \(path) makes no executable.",
                remedy: "Add an executable target whose @main type is a PipelineCommand; 'strata new NAME' makes one."
            )
        }
        throw CommandFailure(
            "the package in \(path) makes several executables: \(executables.joined(separator: ", ")).",
            remedy: "Name one of them, as in 'strata run \(executables[0])'."
        )
    }

    /// Builds a product, its progress on standard error, and returns the path of the executable.
    ///
    /// - Throws: ``BuildFailed`` where the compiler said why already.
    func build(_ product: String, _ configuration: Configuration, isStatic: Bool = false) async throws -> String {
        let place = isStatic ? withStaticScratchPath : self
        var options = ["build"] + place.folders + ["--configuration", configuration.rawValue, "--product", product]
        if isStatic { options += ["-Xswiftc", "-static-executable"] }
        place.forgetPlanOfOtherPackage(configuration)
        try await SwiftTool.show(options, environment: isStatic ? ["STRATA_LINKAGE": "static"] : [:])
        let executable = builtExecutable(product, configuration, isStatic: isStatic)
        guard FileManager.default.isExecutableFile(atPath: executable) else {
            throw CommandFailure(
                "'\(product)' was built, but there is no executable '\(executable)'.",
                remedy: "Name an executable product: 'swift package describe' lists them."
            )
        }
        return executable
    }

    /// Where the executable of a product is once it is built.
    func builtExecutable(_ product: String, _ configuration: Configuration, isStatic: Bool = false) -> String {
        let place = isStatic ? withStaticScratchPath : self
        return "\(place.scratchPath ?? path + "/.build")/\(configuration.rawValue)/\(product)"
    }

    /// Removes the build plan of another package that was built in the same place before.
    ///
    /// SwiftPM takes that plan for this package's, and then knows none of its products ("No target named … in build
    /// description"). What was compiled stays.
    private func forgetPlanOfOtherPackage(_ configuration: Configuration) {
        let place = scratchPath ?? path + "/.build"
        let marker = "\(place)/\(configuration.rawValue)/strata-package"
        let owner = URL(filePath: path).standardized.path
        // No such file is the usual case; a place that cannot be written is the compiler's to report.
        let previous = try? String(contentsOfFile: marker, encoding: .utf8)
        guard previous != owner else { return }
        try? FileManager.default.removeItem(atPath: "\(place)/\(configuration.rawValue)/description.json")
        try? Data(owner.utf8).write(to: URL(filePath: marker))
    }

    /// The same package with a place of its own for static programs: flags that change would compile everything again.
    private var withStaticScratchPath: SwiftPackage {
        SwiftPackage(path: path, scratchPath: (scratchPath ?? path + "/.build") + "/static")
    }
}

/// The compiler has said on standard error what is wrong; nothing is to be added.
struct BuildFailed: Error, Hashable {
    /// The process's exit code.
    var exitCode: ExitStatus
}
