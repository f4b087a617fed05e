import ArgumentParser
import FoundationEssentials
import StrataImages

/// The command `strata image build`.
struct ImageBuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Build a program and package it on every base, without pushing.",
        discussion: """
            Writes an OCI image layout: a folder, or with --format an archive. --load gives the images to podman or docker, \
            as <program>:<base>. The layers of bases are fetched from their registry.

            EXAMPLES
              strata image build --output images
              strata image build --output images.tar --format oci-archive
              strata image build --load --base default
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case ociLayout = "oci-layout"
        case ociArchive = "oci-archive"
        case dockerArchive = "docker-archive"
    }

    @OptionGroup var image: ImageOptions

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The folder or file to write.", valueName: "path"),
        completion: .file()
    )
    var output: String?

    @Option(help: "What to write: oci-layout (a folder), oci-archive or docker-archive (a file).")
    var format = Format.ociLayout

    @Flag(help: "Load the images into podman or docker.")
    var load = false

    @Option(help: ArgumentHelp("The program that loads, instead of the one found on PATH.", valueName: "program"))
    var containerEngine: String?

    @OptionGroup var json: JSONFlag

    func validate() throws {
        guard output != nil || load else {
            throw ValidationError("Say where the images go: --output PATH, --load, or both.")
        }
        if containerEngine != nil, !load { throw ValidationError("--container-engine says what loads: add --load.") }
    }

    func run() async throws {
        let session = try await ImageSession.prepare(image)
        let progress = TransferProgress(isEnabled: !json.isOn)
        let images = try await session.withClient { client in
            let packaging = try await session.package(with: client)
            for warning in packaging.warnings { Output.note("warning: \(warning)") }
            progress.expect(packaging.images)
            let names = packaging.images.map { image in
                (image: image, name: "\(session.request.program.lowercased()):\(image.tag.rawValue)")
            }
            try await progress.showing {
                try await write(names, ImageLayoutWriter(client: client) { progress.note($0) })
            }
            return names
        }
        let reports = images.map { ($0.image.tag.rawValue, BuildReport($0.image, name: $0.name)) }
        guard !json.isOn else { return try Output.json(Dictionary(reports) { first, _ in first }) }
        for (tag, report) in reports {
            try Output.print("\(tag)  \(report.name)  \(report.digest)  \(SizeText.text(report.size))")
        }
    }

    private func write(_ images: [(image: PackagedImage, name: String)], _ writer: ImageLayoutWriter) async throws {
        let isLayoutWanted = output != nil && format == .ociLayout
        let scratch = FileManager.default.temporaryDirectory.appending(path: "strata-\(UUID().uuidString)").path
        defer {
            // What cannot be removed from a temporary folder is the system's to remove.
            try? FileManager.default.removeItem(atPath: scratch)
        }
        let layout = isLayoutWanted ? output ?? scratch : scratch + "/layout"
        try await writer.write(images, to: layout)
        if let output, !isLayoutWanted {
            try ImageArchive.write(
                layout: layout,
                images: images,
                format: format == .ociArchive ? .oci : .docker,
                to: output
            )
        }
        guard load else { return }
        let engine: ContainerEngine
        if let containerEngine {
            engine = ContainerEngine(program: containerEngine)
        } else {
            engine = try await ContainerEngine.find()
        }
        // One archive each: engines give several images in one archive the wrong names.
        for image in images {
            let archive = "\(scratch)/\(image.image.tag.rawValue).tar"
            try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
            try ImageArchive.write(layout: layout, images: [image], format: .docker, to: archive)
            try await engine.load(archive)
        }
    }
}

/// What `strata image build --json` prints of one base.
private struct BuildReport: Encodable {
    var name: String
    var digest: Digest
    var size: Int64
    var platforms: [String]
    var command: [String]

    init(_ image: PackagedImage, name: String) {
        self.name = name
        digest = image.descriptor.digest
        size = image.images.flatMap(\.layers).reduce(0) { $0 + $1.descriptor.size }
        platforms = image.images.map(\.platform.description)
        command = image.images.first?.command ?? []
    }
}
