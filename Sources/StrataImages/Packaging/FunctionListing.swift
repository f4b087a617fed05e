import FoundationEssentials
public import StrataModel

/// Asks a program for its functions; what it answered is kept by the program's digest.
public struct FunctionListing: Sendable {
    private let files: KeptFiles

    /// Takes the folder in which answers are kept.
    public init(folder: String) {
        files = KeptFiles(folder: folder)
    }

    /// The functions of a program.
    ///
    /// - Parameters:
    ///   - path: The executable, for this machine.
    ///   - digest: The digest of the executable and of all libraries that it brings.
    /// - Returns: The functions, in the program's order.
    /// - Throws: ``WorkerError`` where the program does not answer; ``CacheError``.
    public func functions(of path: String, digest: Digest) async throws -> [FunctionRecord] {
        let kept = "\(digest.hexadecimal).json"
        if let records = files.read(kept).flatMap(Self.decode) { return records }
        guard let answer = try await ProgramRunner.run(path, ["--strata-describe"]) else {
            throw WorkerError(path: path, problem: "there is no such program", remedy: "Build it first")
        }
        guard answer.isSuccess, let records = Self.decode(answer.output) else {
            let said = answer.errors.split(separator: "\n").suffix(5).joined(separator: "\n")
            throw WorkerError(
                path: path,
                problem: "it does not tell its functions"
                    + (answer.isSuccess
                        ? ": its answer is no list" : ": \(answer.ending)\(said.isEmpty ? "" : "\n\(said)\n")"),
                remedy: "Its @main type has to be a PipelineCommand of 'import Strata'"
            )
        }
        try files.write(answer.output, to: kept)
        return records
    }

    private static func decode(_ json: [UInt8]) -> [FunctionRecord]? {
        try? JSONDecoder().decode([FunctionRecord].self, from: Data(json))
    }
}
