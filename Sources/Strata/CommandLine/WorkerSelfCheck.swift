import Foundation
import StrataModel

#if canImport(Glibc)
import Glibc
#endif

/// What a worker says of itself and of the container it finds itself in: that it starts there, on which base, as whom.
struct WorkerSelfCheck: Encodable {
    /// The key of the base image it runs on, as the image's environment names it; `null` outside any image.
    let baseImageTag: String?
    /// How many functions the program has.
    let functions: Int
    /// Whether files can be written to `temporaryFolder`.
    let isTemporaryFolderWritable: Bool
    /// What the base calls itself in `/etc/os-release`; `null` where it has none.
    let operatingSystem: String?
    /// The program's name.
    let program: String
    /// The version of Strata that the program was built with.
    let strata: String
    /// Where temporary files go.
    let temporaryFolder: String
    /// The numeric user it runs as.
    let user: UInt32
    /// The folder it started in.
    let workingFolder: String

    init(functions: Int, environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.functions = functions
        baseImageTag = environment["STRATA_BASE_IMAGE_TAG"].flatMap { $0.isEmpty ? nil : $0 }
        temporaryFolder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        isTemporaryFolderWritable = Self.canWrite(to: temporaryFolder)
        operatingSystem = Self.operatingSystem()
        program = CommandLine.arguments.first.map { URL(filePath: $0).lastPathComponent } ?? ""
        strata = StrataVersion.current
        user = getuid()
        workingFolder = FileManager.default.currentDirectoryPath
    }

    /// Prints it as one line of JSON, with `null` for what is not known.
    ///
    /// - Returns: The exit status.
    func print() -> Int32 {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            try FileHandle.standardOutput.write(contentsOf: encoder.encode(self) + Data("\n".utf8))
            return ExitStatus.succeeded
        } catch {
            Terminal.error("cannot tell the worker's self-check: \(error)")
            return ExitStatus.failed
        }
    }

    /// Tries: permissions, read-only mounts and full disks all count.
    private static func canWrite(to folder: String) -> Bool {
        var path = Array("\(folder)/strata-XXXXXX".utf8CString)
        let descriptor = mkstemp(&path)
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return unlink(path) == 0
    }

    private static func operatingSystem() -> String? {
        // No such file is the usual case in small images.
        guard let text = try? String(contentsOfFile: "/etc/os-release", encoding: .utf8) else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
        return line.map { $0.dropFirst("PRETTY_NAME=".count).trimmingCharacters(in: CharacterSet(charactersIn: "\"'")) }
    }
}

extension WorkerSelfCheck {
    private enum CodingKeys: String, CodingKey {
        case baseImageTag, functions, isTemporaryFolderWritable, operatingSystem, program, strata, temporaryFolder, user
        case workingFolder
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        // Written also where it is null, so that readers find every key.
        try container.encode(baseImageTag, forKey: .baseImageTag)
        try container.encode(functions, forKey: .functions)
        try container.encode(isTemporaryFolderWritable, forKey: .isTemporaryFolderWritable)
        try container.encode(operatingSystem, forKey: .operatingSystem)
        try container.encode(program, forKey: .program)
        try container.encode(strata, forKey: .strata)
        try container.encode(temporaryFolder, forKey: .temporaryFolder)
        try container.encode(user, forKey: .user)
        try container.encode(workingFolder, forKey: .workingFolder)
    }
}
