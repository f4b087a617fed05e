import Foundation
import StrataTestSupport
import Testing

/// The Swift compiler, with the modules and the plugin that were built with these tests.
struct Compiler {
    /// What the compiler has said.
    struct Output {
        let text: String
        /// Errors and warnings, without their notes and in the order of lines, each file without its folder.
        let problems: [String]

        /// Whether an error on a line says that a type is no artifact.
        func names(_ type: String, onLine line: Int) -> Bool {
            problems.contains { problem in
                problem.hasPrefix("Pipeline.swift:\(line):")
                    && problem.hasSuffix("requires that '\(type)' conform to 'Artifact'")
            }
        }
    }

    private static let macroSuffix = " (from macro"

    private let products: URL

    init() throws {
        // The test program stands among the products, or in a bundle there.
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        repeat {
            folder.deleteLastPathComponent()
        } while folder.path != "/" && !FileManager.default.fileExists(atPath: folder.path + "/StrataMacros-tool")
        try #require(folder.path != "/", "no StrataMacros-tool beside \(CommandLine.arguments[0])")
        products = folder
    }

    /// Type-checks a file called `Pipeline.swift`.
    func check(_ source: String) async throws -> Output {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("Pipeline.swift")
        try source.write(to: file, atomically: true, encoding: .utf8)

        let outcome = try await runProgram(["swiftc"] + arguments(file.path))
        let text = outcome.errors
        try #require(outcome.exitCode != 127, "no compiler in PATH: \(text)")
        let problems = text.split(separator: "\n").map { $0.replacing(folder.path + "/", with: "") }
            .filter { $0.contains(": error: ") || $0.contains(": warning: ") }
        // A compiler that fails and names no line has not read the source at all.
        try #require(outcome.exitCode == 0 || !problems.isEmpty, "the compiler failed: \(text)")
        return Output(text: text, problems: problems.map { Self.withoutMacro(String($0)) }.sorted())
    }

    private func arguments(_ file: String) -> [String] {
        var arguments = [
            "-typecheck", "-module-name", "Pipelines", "-swift-version", "6", "-diagnostic-style", "llvm",
            "-enable-upcoming-feature", "ExistentialAny", "-enable-upcoming-feature", "InternalImportsByDefault",
            "-enable-upcoming-feature", "MemberImportVisibility",
            "-I", products.appendingPathComponent("Modules").path,
            "-load-plugin-executable", products.appendingPathComponent("StrataMacros-tool").path + "#StrataMacros",
        ]
        for map in moduleMaps {
            arguments += ["-Xcc", "-fmodule-map-file=\(map)"]
        }
        return arguments + [file]
    }

    /// The C modules that Strata is built of: its own, and those that its packages bring.
    private var moduleMaps: [String] {
        let package = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/").dropFirst()
        // Beside the products, or two levels below the scratch folder, which has the packages' sources.
        let scratch = products.deletingLastPathComponent().deletingLastPathComponent()
        let checkouts = scratch.appendingPathComponent("checkouts").path
        let written = [
            "\(package)/Sources/StrataSections/include/module.modulemap",
            "\(checkouts)/GRDB.swift/Sources/GRDBSQLite/module.modulemap",
        ]
        let packages = [
            "swift-numerics", "swift-atomics", "swift-system", "swift-nio", "swift-nio-ssl", "swift-crypto",
        ]
        let brought = packages.flatMap {
            Self.maps(below: "\(checkouts)/\($0)/Sources", at: "include/module.modulemap")
        }
        // SwiftPM writes one for each C target that brings none.
        let made = Self.maps(below: products.path, at: "module.modulemap")
            // The same once more, for the machine that builds.
            .filter { !$0.contains("-tool.build/") }
        return (written + brought).filter(FileManager.default.fileExists(atPath:)) + made
    }

    /// The files that stand at a place in one of the folders of a folder.
    private static func maps(below folder: String, at place: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().map { "\(folder)/\($0)/\(place)" }.filter(FileManager.default.fileExists(atPath:))
    }

    private static func withoutMacro(_ problem: String) -> String {
        guard let suffix = problem.range(of: macroSuffix) else { return problem }
        return String(problem[..<suffix.lowerBound])
    }
}
