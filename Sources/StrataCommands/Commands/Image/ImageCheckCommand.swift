import ArgumentParser
import StrataImages
import StrataModel

/// The command `strata image check`.
struct ImageCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check that the worker will start on every base, without starting a container.",
        discussion: """
            Reads the layers of bases, each once ever: who can write temporary files, whether the entry point that is chained \
            or kept is there and can be executed, whether functions and bases fit together. Exits with 1 where something \
            would go wrong.

            EXAMPLES
              strata image check
              strata image check --base cuda --json
            """
    )

    @OptionGroup var image: ImageOptions

    @OptionGroup var json: JSONFlag

    func run() async throws {
        let session = try await ImageSession.prepare(image)
        let (packaging, findings) = try await session.withClient { client in
            let packaging = try await session.package(with: client)
            let preflight = Preflight(client: client, folders: session.folders)
            return (packaging, try await preflight.check(packaging.images, plans: session.request.bases))
        }
        let errors = findings.count { $0.severity == .error }
        if json.isOn {
            try Output.json(CheckReport(warnings: packaging.warnings, findings: findings.map(CheckReport.Finding.init)))
        } else {
            for warning in packaging.warnings { try Output.print("warning: \(warning)") }
            for finding in findings {
                try Output.print(
                    "\(finding.severity.rawValue): base '\(finding.tag.rawValue)', \(finding.platform): "
                        + Printable.line("\(finding.message). \(finding.remedy).")
                )
            }
            let found =
                findings.isEmpty ? "nothing stands in the way" : "\(errors) errors, \(findings.count - errors) warnings"
            try Output.print("\(packaging.images.count) images checked: \(found)")
        }
        guard errors == 0 else { throw BuildFailed(exitCode: .failed) }
    }
}

/// What `strata image check --json` prints.
private struct CheckReport: Encodable {
    struct Finding: Encodable {
        var severity: String
        var base: String
        var platform: String
        var message: String
        var remedy: String

        init(_ finding: PreflightFinding) {
            severity = finding.severity.rawValue
            base = finding.tag.rawValue
            platform = finding.platform.description
            message = finding.message
            remedy = finding.remedy
        }
    }

    var warnings: [String]
    var findings: [Finding]
}
