/// The state of the source that a program was compiled from, as git tells it.
public struct SourceRevision: Sendable, Hashable {
    /// The commit.
    public var revision: String
    /// Whether files differ from it.
    public var isDirty: Bool

    /// Names a state.
    public init(revision: String, isDirty: Bool) {
        self.revision = revision
        self.isDirty = isDirty
    }

    /// Asks git about a folder.
    ///
    /// - Returns: `nil` where there is no git, or the folder is in no repository with a commit.
    /// - Throws: `CancellationError`, and what the system says of a program that cannot be started.
    public static func find(in folder: String) async throws -> SourceRevision? {
        // One program tells both: the branch lines begin with '#', and any other line is a difference.
        let arguments = ["status", "--porcelain=v2", "--branch", "--untracked-files=normal", "--", "."]
        guard let answer = try await ProgramRunner.run("git", arguments, in: folder), answer.isSuccess else {
            return nil
        }
        let lines = String(decoding: answer.output, as: UTF8.self).split(separator: "\n")
        let prefix = "# branch.oid "
        guard let oid = lines.first(where: { $0.hasPrefix(prefix) })?.dropFirst(prefix.count),
            oid.first?.isHexDigit == true
        else { return nil }
        return SourceRevision(revision: String(oid), isDirty: lines.contains { !$0.hasPrefix("#") })
    }
}
