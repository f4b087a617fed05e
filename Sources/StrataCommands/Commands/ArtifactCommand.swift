import ArgumentParser
import StrataEngine
import StrataModel

/// The command `strata artifact`.
struct ArtifactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "artifact",
        abstract: "Print an input or output of a run, or write it to a file.",
        discussion: """
            NAME is the name of an input, or 'output' ('input:output' for an input of that name). Of a pipeline run, those \
            of the whole are meant. On a terminal JSON is laid out to be read; elsewhere the bytes come as they are stored. \
            For values that are files or directories, --output writes their content; for pictures it does where the file is named \
            '.png' or '.svg' as they are. Every byte is checked against the \
            digest under which it was recorded.

            EXAMPLES
              strata artifact latest output
              strata artifact latest.12 config | jq .learningRate
              strata artifact 3f9a1c2b.7 output --output model.json
            """
    )

    @OptionGroup var argument: RunArgument

    @Argument(help: "The input's name, or 'output'.")
    var name: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to this file, or for a directory to this folder.", valueName: "path"),
        completion: .file()
    )
    var output: String?

    @Flag(help: "Replace what --output finds there.")
    var force = false

    @OptionGroup var json: JSONFlag

    func validate() throws {
        if let output, output.isEmpty { throw ValidationError("'--output' needs a path.") }
        if output != nil, json.isOn { throw ValidationError("'--json' prints; it cannot be used with '--output'.") }
        if output == nil, force { throw ValidationError("'--force' needs '--output'.") }
    }

    func run() async throws {
        let store = try OpenedStore.open()
        let (record, run) = try await store.resolver.run(argument.specifier)
        let id = RunID(pipelineRun: record.id, index: run.index)
        let functions = try await store.metadata.functions(of: record.id)
        let label = functions[run.function]?.label ?? ""
        let (name, artifact) = try ArtifactSelector(text: name).find(in: run, id: id, label: label)
        if json.isOn {
            let bytes = try await store.bytes(of: artifact)
            try Output.json(ArtifactJSON(name: name, reference: artifact.reference, bytes: bytes))
        } else if let output {
            try await write(artifact, to: output, from: store)
        } else {
            try await print(artifact, from: store)
        }
    }

    private func print(_ artifact: ArtifactRecord, from store: OpenedStore) async throws {
        let isJSON = artifact.reference.mediaType == ArtifactReference.json
        guard Terminal.standardOutput.isInteractive else {
            guard artifact.inline == nil else { return try Output.write(try await store.bytes(of: artifact) ?? []) }
            let digest = artifact.reference.digest
            // What has been printed cannot be taken back, so the digest is verified before the first byte goes out.
            try await store.blobs.read(digest) { _ in }
            return try await store.blobs.read(digest) { try Output.write($0) }
        }
        guard isJSON, let bytes = try await store.bytes(of: artifact) else {
            throw CommandFailure(
                "the value is \(SizeText.text(artifact.reference.size)) of \(artifact.reference.mediaType), not text.",
                remedy: "Write it to a file with --output FILE, or pipe it into a program."
            )
        }
        try Output.print(Printable.text(String(decoding: JSONText.pretty(bytes), as: UTF8.self)))
        if let files = StoredFiles.reference(in: bytes) {
            Output.note("This is a \(files.summary): --output PATH writes the content.")
        }
    }

    private func write(_ artifact: ArtifactRecord, to path: String, from store: OpenedStore) async throws {
        let writer = ArtifactWriter(blobs: store.blobs, overwrites: force)
        if case .image(let image)? = artifact.view, path.lowercased().hasSuffix(image.format.fileSuffix) {
            try writer.write(image.bytes, to: path)
            return Output.note("Wrote the picture to \(path).")
        }
        let isJSON = artifact.reference.mediaType == ArtifactReference.json
        // Only what may be a reference to files is loaded; all else is streamed.
        let limit = isJSON ? Int64(StoredFiles.largestReference) : 0
        let bytes = try await store.bytes(of: artifact, upTo: limit)
        if isJSON, let bytes, let files = StoredFiles.reference(in: bytes) {
            switch files {
            case .file(let file): try await writer.write(file.digest, to: path)
            case .directory(let entries): try await writer.write(entries, below: path)
            }
            Output.note("Wrote the \(files.summary) to \(path).")
        } else if let bytes {
            try writer.write(bytes, to: path)
            Output.note("Wrote \(SizeText.text(artifact.reference.size)) to \(path).")
        } else {
            try await writer.write(artifact.reference.digest, to: path)
            Output.note("Wrote \(SizeText.text(artifact.reference.size)) to \(path).")
        }
    }
}
