import StrataOCI

/// podman or docker: loads images that were written to an archive.
public struct ContainerEngine: Sendable, Hashable {
    /// The program's name or path.
    public var program: String

    /// Names an engine.
    public init(program: String) {
        self.program = program
    }

    /// Finds the engine that is installed, podman first.
    ///
    /// - Throws: ``OutputError`` where there is none.
    public static func find() async throws -> ContainerEngine {
        for program in ["podman", "docker"] {
            if try await ProgramRunner.run(program, ["--version"])?.isSuccess == true {
                return ContainerEngine(program: program)
            }
        }
        throw OutputError(
            path: "--load",
            problem: "there is neither podman nor docker on the PATH",
            remedy: "Install one of them, name one with --container-engine, or write a file with --output"
        )
    }

    /// Loads an archive of `docker save`'s kind, which all engines read.
    ///
    /// - Throws: ``OutputError`` with what the engine said.
    public func load(_ archive: String) async throws {
        guard let answer = try await ProgramRunner.run(program, ["load", "--input", archive]) else {
            throw OutputError(
                path: program,
                problem: "there is no such program",
                remedy: "Name podman or docker, by name or path, with --container-engine"
            )
        }
        guard answer.isSuccess else {
            let said = answer.errors.split(separator: "\n").suffix(5).joined(separator: "\n")
            throw OutputError(
                path: "\(program) load",
                problem: "\(answer.ending)\n\(said)\n",
                remedy: "See that the engine runs and has space left"
            )
        }
    }
}
