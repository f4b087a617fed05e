import StrataConfiguration
import StrataModel
import StrataOCI

/// Looks at an image's configuration and files for what would keep its worker from starting or working.
///
/// Pure: the files are those of ``ImageFiles``.
struct ImagePreflight {
    let tag: BaseImageTag
    let platform: Platform
    let configuration: ImageConfiguration
    let entrypoint: EntrypointPolicy
    /// The base's own entry point.
    let baseEntrypoint: [String]
    let files: ImageFiles

    /// All that was found.
    func findings() -> [PreflightFinding] {
        var findings = folder()
        guard let user = ImageUser(configuration.user, files: files) else {
            return findings + [
                finding(
                    .error,
                    "it runs as '\(configuration.user)', whom its /etc/passwd and /etc/group do not have",
                    "Set 'user' of the base in strata.yaml to a number, as in \"1000:1000\""
                )
            ]
        }
        if !Self.isNumeric(configuration.user) {
            findings.append(
                finding(
                    .warning,
                    "it runs as '\(configuration.user)' by name: Kubernetes cannot tell that this is not root",
                    "Set 'user' of the base in strata.yaml to \"\(user.user):\(user.groups.min() ?? 0)\""
                )
            )
        }
        findings += temporaryFolder(user)
        findings += workingFolder(user)
        if entrypoint != .replace { findings += baseEntrypoint(user) }
        return findings
    }

    // MARK: - Checks

    /// The worker's folder must be a folder, or its layers land elsewhere.
    private func folder() -> [PreflightFinding] {
        for path in ["strata", WorkerPackager.folder] {
            guard let entry = files.entries[path], entry.kind != .directory else { continue }
            return [
                finding(
                    .error,
                    "it has a \(entry.kind == .link ? "link" : "file") at /\(path), where the worker's folder belongs",
                    "Choose a base without it"
                )
            ]
        }
        return []
    }

    private func temporaryFolder(_ user: ImageUser) -> [PreflightFinding] {
        let path = configuration.environment["TMPDIR"] ?? "/tmp"
        let remedy =
            "Mount an empty volume there, set TMPDIR under 'env' of the base in strata.yaml, or run as another 'user'"
        guard let (_, entry) = files.find(path) else {
            return [finding(.error, "it has no \(path), where the worker writes temporary files", remedy)]
        }
        guard entry.kind == .directory else { return [finding(.error, "its \(path) is no folder", remedy)] }
        guard user.may(3, entry) || user.user == 0 else {
            return [
                finding(
                    .error,
                    "user \(user.user) cannot write to \(path), which belongs to \(entry.user):\(entry.group) with mode "
                        + String(entry.mode, radix: 8),
                    remedy
                )
            ]
        }
        return []
    }

    /// The worker itself writes nothing there; functions may.
    private func workingFolder(_ user: ImageUser) -> [PreflightFinding] {
        let path = configuration.workingDirectory
        guard !path.isEmpty, path != "/", let (_, entry) = files.find(path), user.user != 0, !user.may(2, entry) else {
            return []
        }
        return [
            finding(
                .warning,
                "user \(user.user) cannot write to the working folder \(path), which belongs to \(entry.user):\(entry.group): "
                    + "functions that write relative paths fail there",
                "Write to temporary folders, or set 'workdir' of the base in strata.yaml"
            )
        ]
    }

    /// Whether what the base starts can be executed.
    private func baseEntrypoint(_ user: ImageUser) -> [PreflightFinding] {
        guard let program = baseEntrypoint.first else { return [] }
        let remedy = "Use 'entrypoint: replace' for the base in strata.yaml, or mend the base"
        guard let (path, entry) = candidates(program).lazy.compactMap({ files.find($0) }).first else {
            return [finding(.error, "its entry point '\(program)' is not there", remedy)]
        }
        guard entry.kind == .file, user.may(1, entry) else {
            return [finding(.error, "user \(user.user) cannot execute its entry point /\(path)", remedy)]
        }
        switch entry.format {
        case .machine(let architecture) where architecture != platform.architecture:
            return [
                finding(.error, "its entry point /\(path) is for \(architecture), the image for \(platform)", remedy)
            ]
        case .script(let interpreter) where files.find(interpreter) == nil:
            return [finding(.error, "its entry point /\(path) needs \(interpreter), which is not there", remedy)]
        case .unknown:
            return [finding(.warning, "its entry point /\(path) is neither a program nor a script with '#!'", remedy)]
        default:
            return []
        }
    }

    /// Where a program may be: as it is written, or in the folders of PATH.
    private func candidates(_ program: String) -> [String] {
        if program.hasPrefix("/") { return [program] }
        if program.contains("/") { return ["\(configuration.workingDirectory)/\(program)"] }
        let path = configuration.environment["PATH"] ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return path.split(separator: ":").map { "\($0)/\(program)" }
    }

    private static func isNumeric(_ user: String) -> Bool {
        user.split(separator: ":").allSatisfy { Int64($0) != nil }
    }

    private func finding(_ severity: PreflightFinding.Severity, _ message: String, _ remedy: String) -> PreflightFinding
    {
        PreflightFinding(severity: severity, tag: tag, platform: platform, message: message, remedy: remedy)
    }
}
