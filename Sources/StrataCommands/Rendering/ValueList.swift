import StrataModel

/// A run's inputs and output with previews of their values.
struct ValueList {
    /// The runs that values may come from.
    var forest: RunForest
    /// Columns that a line may take.
    var width: Int
    /// The colours to write with.
    var palette: Palette

    /// A heading and the inputs; nothing where there are none.
    func inputs(of run: RunRecord) -> [String] {
        guard !run.inputs.isEmpty else { return [] }
        var fields = FieldList()
        let names = run.inputs.map(\.name.count).max() ?? 0
        for input in run.inputs {
            let source = input.source.map { " ← \(forest.name(of: $0))" } ?? ""
            fields.add(Printable.line(input.name), value(input.artifact, after: names + 4, suffix: source))
        }
        return ["", palette.paint("Inputs", .bold)] + fields.lines(indentation: 2, palette: palette)
    }

    /// A heading and the output; nothing where there is none.
    func output(of run: RunRecord) -> [String] {
        guard let output = run.output else { return [] }
        return ["", palette.paint("Output", .bold), "  " + value(output, after: 2, suffix: "")]
    }

    /// `Type  preview ← source`, cut to the width.
    private func value(_ artifact: ArtifactRecord, after used: Int, suffix: String) -> String {
        let type = Printable.line(artifact.reference.type)
        let space = max(20, width - used - type.count - 2 - suffix.count)
        let preview = ValuePreview.text(artifact.reference, bytes: artifact.inline, width: space)
        return "\(palette.paint(type, .blue))  \(preview)\(palette.paint(suffix, .dim))"
    }
}
