import Foundation
import StrataTestSupport
import Testing

@testable import StrataCommands

/// Runs the built program on packages.
@Suite(.timeLimit(.minutes(10))) struct PackageCommandTests {
    @Test("'new' makes a package that depends on this checkout")
    func new() async throws {
        try await withTemporaryFolder { folder in
            let strata = CommandLineTool(home: folder)
            let outcome = try await strata.run("new", "Hello")
            #expect(outcome.exitCode == 0)
            #expect(outcome.output.hasSuffix("Run it:\n  cd Hello && strata run\n"))
            let manifest = try String(contentsOfFile: folder + "/Hello/Package.swift", encoding: .utf8)
            #expect(manifest.contains(".package(name: \"strata\", path: \"/"))
            let again = try await strata.run("new", "Hello")
            #expect(again.exitCode == 1)
            #expect(again.errors.contains("the folder 'Hello' is there already, and is not empty."))
        }
    }

    @Test(
        "'new' refuses in words and writes nothing",
        arguments: [
            (["new", "class"], 2, "it is a keyword of Swift"), (["new", "Strata"], 2, "the name of a module"),
            (["new", "A", "--strata", "/nowhere"], 2, "leads to no Swift package"),
            (["new", "A", "--path", "taken"], 1, "is not a folder"), (["new"], 2, "Missing expected argument '<name>'"),
        ]
    )
    func newRefuses(_ arguments: [String], _ exitCode: Int32, _ text: String) async throws {
        try await withTemporaryFolder { folder in
            try Data().write(to: URL(filePath: folder + "/taken"))
            let outcome = try await CommandLineTool(home: folder).run(arguments)
            #expect(outcome.exitCode == exitCode)
            #expect(outcome.errors.hasPrefix("error: "))
            #expect(outcome.errors.contains(text), "in:\n\(outcome.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["taken"])
        }
    }

    @Test("'run' builds the only executable, hands arguments on, and gives its exit code; 'functions' asks it")
    func run() async throws {
        try await withTemporaryFolder { folder in
            try makePackage(folder, executables: ["Tool"])
            let strata = CommandLineTool(home: folder)
            let outcome = try await strata.run("run", "--", "--flag", "a b")
            #expect(outcome.output == "--flag|a b\n")
            #expect(outcome.exitCode == 7)
            let functions = try await strata.run("functions")
            #expect(functions.exitCode == 0, "\(functions.errors)")
            #expect(
                functions.output.hasSuffix("SOURCE\nM.f()  computing  inline            M/F.swift:3\n"),
                "\(functions.output)"
            )
            let outcome1 = try await strata.run("functions", "--json")
            #expect(outcome1.output.contains(#""name" : "M.f()""#))

            try Data("let broken: Int = \"\"\n".utf8).write(to: URL(filePath: folder + "/Sources/Tool/main.swift"))
            let broken = try await strata.run("run")
            #expect(broken.exitCode == 1)
            #expect(broken.errors.contains("cannot convert value of type 'String' to specified type 'Int'"))
            #expect(broken.output.isEmpty)
        }
    }

    @Test("'run' lists several executables")
    func several() async throws {
        try await withTemporaryFolder { folder in
            try makePackage(folder, executables: ["Tool", "Other"])
            let outcome = try await CommandLineTool(home: folder).run("run", in: folder + "/Sources/Tool")
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("makes several executables: Other, Tool.\nName one of them"))
        }
    }

    @Test(
        "an option of the pipeline before '--' is refused with the command line that was meant",
        arguments: [
            (["run", "--log", "x"], "run -- --log x"), (["run", "Tool", "--log=a b"], "run Tool -- '--log=a b'"),
            (["run", "-c", "release", "-n5"], "run -c release -- -n5"),
            (["run", "--config", "x", "--", "--rate", "1"], "run -- --config x --rate 1"),
        ]
    )
    func pipelineOption(_ arguments: [String], _ meant: String) async throws {
        try await withTemporaryFolder { folder in
            let strata = CommandLineTool(home: folder)
            let outcome = try await strata.run(arguments)
            #expect(outcome.exitCode == 2)
            let lines = outcome.errors.split(separator: "\n")
            #expect(lines.first?.hasPrefix("error: Unknown option '-") == true)
            #expect(lines.dropFirst().first == "Options of the pipeline go after '--': strata \(meant)")
            let other = try await strata.run("runs", "--log", "x")
            #expect(other.exitCode == 2)
            #expect(!other.errors.contains("pipeline go after"))
        }
    }

    @Test(
        "'run' and 'functions' refuse a name that no executable has before they build",
        arguments: ["run", "functions"]
    )
    func unknownExecutable(_ command: String) async throws {
        try await withTemporaryFolder { folder in
            try makePackage(folder, executables: ["Tool", "Other"])
            let outcome = try await CommandLineTool(home: folder).run(command, "Nope", in: folder)
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.hasPrefix("error: the package in "))
            #expect(outcome.errors.contains("makes no executable called 'Nope': it makes Other, Tool.\nName one"))
            #expect(outcome.output.isEmpty)
        }
    }

    private func makePackage(_ folder: String, executables: [String]) throws {
        let targets = executables.map { ".executableTarget(name: \"\($0)\")" }.joined(separator: ", ")
        let manifest = """
            // swift-tools-version: 6.1
            import PackageDescription
            let package = Package(name: "Sample", targets: [\(targets)])
            """
        try Data(manifest.utf8).write(to: URL(filePath: folder + "/Package.swift"))
        let main = #"""
            #if canImport(Glibc)
            import Glibc
            #else
            import Darwin
            #endif
            let arguments = CommandLine.arguments.dropFirst()
            if arguments == ["--strata-describe"] {
                print(#"[{"name":"M.f()","label":"f","kind":"computing","parameters":[],"resultType":"Int","#
                    + #""settings":{"cache":false,"tags":[]},"source":"","documentation":"","file":"M/F.swift","line":3}]"#)
                exit(0)
            }
            print(arguments.joined(separator: "|"))
            exit(7)
            """#
        for name in executables {
            let sources = "\(folder)/Sources/\(name)"
            try FileManager.default.createDirectory(atPath: sources, withIntermediateDirectories: true)
            try Data(main.utf8).write(to: URL(filePath: sources + "/main.swift"))
        }
    }
}
