import ArgumentParser
import StrataImages

/// The command `strata image plan`.
struct ImagePlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what a push would send, per base; nothing is sent.",
        discussion: """
            Asks the registry which layers are there, and shows for each base what would be sent, what each further base \
            costs, and how the image differs from its base: entry point, user, environment.

            EXAMPLES
              strata image plan
              strata image plan --json | jq '.cuda.bytesToSend'
            """
    )

    @OptionGroup var image: ImageOptions

    @OptionGroup var target: RepositoryOptions

    @OptionGroup var json: JSONFlag

    func run() async throws {
        let session = try await ImageSession.prepare(image)
        let repository = try target.find(session.file.configuration, file: session.file.path)
        let (packaging, plans) = try await session.withClient { client in
            let packaging = try await session.package(with: client)
            return (packaging, try await ImagePlanner(client: client).plan(packaging.images, to: repository))
        }
        for warning in packaging.warnings { Output.note("warning: \(warning)") }
        guard !json.isOn else {
            return try Output.json(Dictionary(plans.map { ($0.tag.rawValue, PlanReport($0)) }) { first, _ in first })
        }
        try Output.print(PlanText.text(plans, repository: repository, palette: Terminal.standardOutput.palette))
    }
}
