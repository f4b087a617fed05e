import StrataEngine
import StrataModel

extension OpenedStore {
    /// Values of up to this many bytes are loaded whole for a preview; of larger ones only the beginning is read.
    private static let wholeForPreview: Int64 = 1024 * 1024
    /// How much of a larger value is read; more than any line shows.
    private static let beginning = 16 * 1024

    /// The run with the beginnings of its large values beside it, for previews only.
    ///
    /// A blob that cannot be read is left out: a damaged value must not keep the rest of a run from being shown, and
    /// `strata artifact` says what is wrong with it.
    func withPreviews(_ run: RunRecord) async throws -> RunRecord {
        var run = run
        for index in run.inputs.indices {
            run.inputs[index].artifact = try await withPreview(run.inputs[index].artifact)
        }
        if let output = run.output { run.output = try await withPreview(output) }
        return run
    }

    private func withPreview(_ artifact: ArtifactRecord) async throws -> ArtifactRecord {
        var artifact = artifact
        let reference = artifact.reference
        guard artifact.inline == nil, reference.mediaType == ArtifactReference.json else { return artifact }
        do {
            guard reference.size > Self.wholeForPreview else {
                artifact.inline = try await blobs.get(reference.digest)
                return artifact
            }
            try await blobs.read(reference.digest) { piece in
                artifact.inline = Array(piece.prefix(Self.beginning))
                throw EnoughRead()
            }
        } catch is EnoughRead {
            return artifact
        } catch let error as StoreError where error.code == .notFound || error.code == .corrupt {
            artifact.inline = nil
        }
        return artifact
    }

    /// Ends the reading of a blob after its beginning.
    private struct EnoughRead: Error {}
}
