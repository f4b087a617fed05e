import Foundation
import StrataTestSupport
import Testing

/// The built tool, run as the plugin runs it.
struct TagsTool {
    let folder: String

    var configuration: String { folder + "/strata.yaml" }
    var output: String { folder + "/BaseImageTags.swift" }

    /// Runs the tool on a text; `nil` is a file that is not there.
    func run(_ text: String?, _ flags: String...) async throws -> ProgramOutcome {
        let tool = try #require(builtProgram("StrataTagsTool"), "there is no built StrataTagsTool beside the tests")
        if let text {
            try Data(text.utf8).write(to: URL(filePath: configuration))
        } else {
            try? FileManager.default.removeItem(atPath: configuration)
        }
        return try await runProgram([tool] + flags + [output, folder + "/Sources/strata.yaml", configuration])
    }

    /// What the tool has written.
    func source() throws -> String {
        try String(contentsOf: URL(filePath: output), encoding: .utf8)
    }

    /// Type-checks the written source with a pipeline that uses it, and gives the compiler's errors.
    ///
    /// `Strata` is a module with nothing but the real `BaseImageTag`, and a function in the place of the macro.
    func compile(_ uses: [String]) async throws -> (isValid: Bool, errors: String) {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let stub = folder + "/Stub.swift"
        try Data("public func settings(baseImageTag: BaseImageTag? = nil) -> String? { baseImageTag?.rawValue }".utf8)
            .write(to: URL(filePath: stub))
        let module = try await runProgram([
            "swiftc", "-emit-module", "-module-name", "Strata", "-emit-module-path", folder + "/Strata.swiftmodule",
            root.appending(path: "Sources/StrataModel/BaseImageTag.swift").path, stub,
        ])
        try #require(module.exitCode == 0, "\(module.errors)")
        let pipeline = folder + "/Pipeline.swift"
        let lines = uses.map { "let _ = settings(baseImageTag: \($0))" }
        let text = "import Strata\nfunc pipeline() {\n\(lines.joined(separator: "\n"))\n}\n"
        try Data(text.utf8).write(to: URL(filePath: pipeline))
        let outcome = try await runProgram([
            "swiftc", "-typecheck", "-module-name", "Pipelines", "-swift-version", "6", "-warnings-as-errors",
            "-enable-upcoming-feature", "ExistentialAny", "-enable-upcoming-feature", "InternalImportsByDefault",
            "-enable-upcoming-feature", "MemberImportVisibility", "-I", folder, pipeline, output,
        ])
        return (outcome.exitCode == 0, outcome.errors)
    }
}
