import Foundation
import StrataModel
import StrataTestSupport
import Testing

/// `strata image …`, the built program against a real registry.
@Suite("The command 'strata image'")
struct ImageCommandTests {
    /// A package's folder with a `strata.yaml`, a program, and a registry with a base.
    private struct Fixture: Sendable {
        let tool: CommandLineTool
        let registry: RegistryFixture
        let folder: String
        let program: String

        func image(_ arguments: String...) async throws -> ProgramOutcome {
            try await tool.run(["image"] + arguments, in: folder)
        }

        func write(_ yaml: String) throws {
            let text = yaml.replacingOccurrences(of: "@", with: registry.host)
            try Data(text.utf8).write(to: URL(filePath: folder + "/strata.yaml"))
        }

        func json(_ outcome: ProgramOutcome) throws -> [String: [String: Any]] {
            let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
            return try #require(value as? [String: [String: Any]], "\(outcome.errors)")
        }
    }

    private static func run(_ body: @escaping @Sendable (Fixture) async throws -> Void) async throws {
        let program = try #require(builtProgram("FixturePipeline"))
        try await RegistryFixture.run { registry in
            try await withTemporaryFolder { folder in
                let package = folder + "/package"
                try FileManager.default.createDirectory(atPath: package, withIntermediateDirectories: true)
                // Enough for the folder to be a package's: with --executable nothing of it is read.
                try Data("// swift-tools-version: 6.1\n".utf8).write(to: URL(filePath: package + "/Package.swift"))
                let tool = CommandLineTool(home: folder)
                try await body(Fixture(tool: tool, registry: registry, folder: package, program: program))
            }
        }
    }

    @Test("plans, pushes, pushes nothing again, inspects and copies")
    func way() async throws {
        try await Self.run { fixture in
            try fixture.write("{version: 1, registry: '@', repository: team/fixture, bases: {other: 'strata:minimal'}}")
            let plan = try await fixture.image("plan", "--executable", fixture.program, "--json")
            #expect(plan.exitCode == 0, "\(plan.errors)")
            #expect(plan.errors.contains("no function uses the base image 'other'"), "\(plan.errors)")
            let first = try await fixture.image("push", "--executable", fixture.program, "--json")
            #expect(first.exitCode == 0, "\(first.errors)")
            let pushed = try fixture.json(first)
            #expect(Set(pushed.keys) == ["default", "other"])
            let digest = try #require(pushed["default"]?["digest"] as? String)
            #expect(digest == (try fixture.json(plan)["default"]?["digest"] as? String))
            let again = try await fixture.image("push", "--executable", fixture.program)
            #expect(again.output.contains("unchanged") && again.output.contains(digest), "\(again.errors)")

            let reference = try #require(pushed["default"]?["reference"] as? String)
            let inspected = try await fixture.image("inspect", reference)
            #expect(inspected.output.contains("STRATA_BASE_IMAGE_TAG=default"), "\(inspected.errors)")
            let copied = try await fixture.image(
                "copy",
                reference,
                "\(fixture.registry.host)/elsewhere/fixture:mine",
                "--json"
            )
            #expect(copied.output.contains(digest), "\(copied.errors)")
            let checked = try await fixture.image("check", "--executable", fixture.program)
            #expect(checked.exitCode == 0 && checked.output.contains("nothing stands in the way"), "\(checked.errors)")
        }
    }

    @Test("writes archives that others read, and keeps layers that can be verified and cleared")
    func archives() async throws {
        try await Self.run { fixture in
            let path = fixture.folder + "/image.tar"
            let built = try await fixture.image(
                "build",
                "--executable",
                fixture.program,
                "--output",
                path,
                "--format",
                "oci-archive",
                "--json"
            )
            let digest = try #require(try fixture.json(built)["default"]?["digest"] as? String)
            let read = try await runProgram(["skopeo", "inspect", "oci-archive:\(path)"])
            #expect(read.output.contains(digest), "\(read.errors)")
            let verified = try await fixture.image("cache", "--verify")
            #expect(verified.errors.contains("every layer is what its digest says"), "\(verified.errors)")
            #expect(verified.output.contains("layers,"))
            let cleared = try await fixture.image("cache", "--clear")
            #expect(cleared.output.hasPrefix("0 layers"), "\(cleared.output)")
        }
    }

    @Test(
        "says what is wrong, and what to do",
        arguments: [
            // What the file says, further arguments, the exit code, and what the message has.
            ("{version: 1}", [], 2 as Int32, ["'registry'", "--repository"]),
            ("{version: 1, registry: '@'}", [], 2, ["'repository'"]),
            ("{version: 1, basis: x}", [], 1, ["strata.yaml:1:14", "did you mean 'bases'"]),
            (
                "{version: 1}", ["--base", "cuda", "--repository", "a.example/b"], 2,
                ["no base is called 'cuda'", "default"]
            ),
            ("{version: 1}", ["--repository", "UPPER CASE"], 1, ["is no image reference", "lower-case"]),
            (
                "{version: 1, base: '@/none:1'}", ["--locked", "--repository", "@/a"], 1,
                ["--locked", "strata image update"]
            ),
            (
                "{version: 1, base: '@/none:1'}", ["--repository", "@/a"], 1,
                ["none", "no such image", "Check the tag"]
            ),
            ("{version: 1, base: '127.0.0.1:1/none:1'}", ["--repository", "@/a"], 1, ["127.0.0.1:1"]),
            ("{version: 1}", ["--worker", "arm"], 2, ["--worker"]),
        ]
    )
    func faults(yaml: String, arguments: [String], exitCode: Int32, parts: [String]) async throws {
        try await Self.run { fixture in
            try fixture.write(yaml)
            let arguments = arguments.map { $0.replacingOccurrences(of: "@", with: fixture.registry.host) }
            let outcome = try await fixture.tool.run(
                ["image", "push", "--executable", fixture.program] + arguments,
                in: fixture.folder
            )
            #expect(outcome.exitCode == exitCode, "\(outcome.errors)")
            for part in parts { #expect(outcome.errors.contains(part), "'\(part)' in: \(outcome.errors)") }
            #expect(outcome.output.isEmpty)
        }
    }

    @Test("moves bases and writes strata.lock")
    func update() async throws {
        try await Self.run { fixture in
            try fixture.write("{version: 1, registry: '@', repository: team/fixture}")
            let first = try await fixture.image("push", "--executable", fixture.program)
            #expect(first.exitCode == 0, "\(first.errors)")
            // An image is a base as good as any.
            try fixture.write(
                "{version: 1, registry: '@', repository: team/two, base: '@/team/fixture:fixturepipeline-default'}"
            )
            let updated = try await fixture.image("update")
            #expect(updated.output.contains("pinned to sha256:"), "\(updated.errors)")
            let lock = try String(contentsOfFile: fixture.folder + "/strata.lock", encoding: .utf8)
            #expect(lock.contains("linux/"))
            let locked = try await fixture.image("push", "--executable", fixture.program, "--locked")
            #expect(locked.exitCode == 0, "\(locked.errors)")
            let again = try await fixture.image("update", "default")
            #expect(again.output.contains("stays at"), "\(again.errors)")
        }
    }
}
