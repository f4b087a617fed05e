import ArgumentParser
import StrataImages

/// The command `strata image push`.
struct ImagePushCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "push",
        abstract: "Build a program, package it on every base, and push the images.",
        discussion: """
            Nothing is sent that is there: layers are shared by all images, those of a base are mounted inside of the \
            registry, and an image that did not change costs one question. Prints each image's reference by digest.

            EXAMPLES
              strata image push
              strata image push Digits --configuration debug --base cuda
              strata image push --locked --json > images.json
            """
    )

    @OptionGroup var image: ImageOptions

    @OptionGroup var target: RepositoryOptions

    @OptionGroup var json: JSONFlag

    func run() async throws {
        let session = try await ImageSession.prepare(image)
        let repository = try target.find(session.file.configuration, file: session.file.path)
        let progress = TransferProgress(isEnabled: !json.isOn)
        let pushed = try await session.withClient { client in
            let packaging = try await session.package(with: client)
            for warning in packaging.warnings { Output.note("warning: \(warning)") }
            let record = PushRecord(path: session.folders.pushes)
            let pusher = ImagePusher(client: client, record: record) { progress.note($0) }
            progress.expect(packaging.images)
            let images = try packaging.images.map { image in
                (
                    image: image,
                    tags: try ImageTagName.tags(
                        program: session.request.program,
                        base: image.tag,
                        tag: target.tag ?? session.file.configuration.tag?.value
                    )
                )
            }
            let pushed = try await progress.showing { try await pusher.push(images, to: repository) }
            try record.save()
            return pushed
        }
        guard !json.isOn else {
            let reports = Dictionary(pushed.map { ($0.tag.rawValue, PushReport($0)) }) { first, _ in first }
            return try Output.json(reports)
        }
        try Output.print(PushTable.text(pushed, palette: Terminal.standardOutput.palette))
    }
}
