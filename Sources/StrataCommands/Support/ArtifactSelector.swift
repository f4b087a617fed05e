import StrataModel

/// Which artifact of a run is meant: `output`, an input's name, or `input:NAME` for an input called `output`.
struct ArtifactSelector: Hashable, Sendable {
    /// What the user typed.
    var text: String

    /// The artifact and its name.
    ///
    /// - Throws: ``CommandFailure`` that lists what the run has.
    func find(
        in run: RunRecord,
        id: RunID,
        label: String
    ) throws(CommandFailure) -> (
        name: String, artifact: ArtifactRecord
    ) {
        if text == "output" {
            guard let output = run.output else { throw noOutput(of: run, id, label) }
            return ("output", output)
        }
        let name = text.hasPrefix("input:") ? String(text.dropFirst(6)) : text
        if let input = run.inputs.first(where: { $0.name == name }) { return (name, input.artifact) }
        let names = run.inputs.map(\.name) + (run.output == nil ? [] : ["output"])
        let listed = names.isEmpty ? "it has none yet" : "it has " + names.joined(separator: ", ")
        throw CommandFailure(
            "run \(id.short) (\(label)) has no input called '\(name)': \(listed).",
            remedy: "See its values with 'strata show \(id.short)'."
        )
    }

    private func noOutput(of run: RunRecord, _ id: RunID, _ label: String) -> CommandFailure {
        let reason = run.state.hasOutput ? "its function returns nothing" : "it is \(run.state.words)"
        return CommandFailure(
            "run \(id.short) (\(label)) has no output: \(reason).",
            remedy: "See what there is with 'strata show \(id.short)'."
        )
    }
}
