import StrataAPI
import StrataGraph
import StrataModel

/// What the last good run of the same function did otherwise.
struct RunComparison: Sendable {
    let other: String
    let otherAddress: String
    let ended: MomentText?
    let compareAddress: String
    let differences: [RunDifference]
    let lines: [FunctionView.Line]
    /// What is the same, in words.
    let same: String?

    init?(_ data: RunPageData) {
        guard let good = data.lastGood else { return nil }
        let detail = data.detail
        other = good.id.short
        otherAddress = PageAddress.run(good.id)
        ended = good.run.times.ended.map { MomentText($0, now: data.now) }
        compareAddress = PageAddress.compare(left: good.id.description, right: detail.id.description)
        let inputs = Self.inputs(good, detail)
        var differences = inputs.different
        var same =
            inputs.same.isEmpty
            ? [] : ["\(inputs.same.count == 1 ? "input" : "inputs") \(inputs.same.joined(separator: ", "))"]
        let lines = LineDifference.lines(good.function.source, detail.function.source).map(FunctionView.line)
        if lines.isEmpty { same.append("the function's source") }
        if good.function.settings == detail.function.settings {
            same.append("its settings")
        } else {
            differences.append(Self.settings(good, detail))
        }
        if let time = Self.time(good, detail, now: data.now) { differences.append(time) }
        self.differences = differences
        self.lines = lines
        self.same = same.isEmpty ? nil : same.joined(separator: ", ")
    }

    private static func inputs(_ good: RunDetail, _ detail: RunDetail) -> (different: [RunDifference], same: [String]) {
        let before = Dictionary(good.run.inputs.map { ($0.name, $0) }) { first, _ in first }
        let names = Set(detail.run.inputs.map(\.name))
        var different: [RunDifference] = []
        var same: [String] = []
        for input in detail.run.inputs {
            guard let old = before[input.name] else {
                different.append(RunDifference("input \(input.name)", there: "not there", here: preview(input)))
                continue
            }
            if old.artifact.reference.digest == input.artifact.reference.digest {
                same.append(input.name)
            } else {
                different += fields(old, input, good.id, detail.id)
            }
        }
        // A run that never got its inputs has none to compare.
        for old in good.run.inputs where !names.contains(old.name) {
            let here = detail.run.inputs.isEmpty ? "never there" : "not there"
            different.append(RunDifference("input \(old.name)", there: preview(old), here: here))
        }
        return (different, same)
    }

    /// How many fields of an input are listed.
    private static let fieldLimit = 12

    /// The fields in which two values of an input differ, or the values where they have no fields.
    private static func fields(_ old: RunInput, _ new: RunInput, _ there: RunID, _ here: RunID) -> [RunDifference] {
        let value = ValueComparison.value(
            new.name,
            (old.artifact.reference, old.artifact.inline),
            (new.artifact.reference, new.artifact.inline)
        )
        var rows = value.fields.prefix(fieldLimit).map { field in
            let path = field.path.isEmpty || field.path.hasPrefix("[") ? field.path : ".\(field.path)"
            return RunDifference(
                "\(new.name)\(path)",
                there: field.left ?? "not there",
                here: field.right ?? "not there"
            )
        }
        if rows.isEmpty { rows = [RunDifference("input \(new.name)", there: preview(old), here: preview(new))] }
        if value.hasMore || value.fields.count > fieldLimit {
            rows.append(RunDifference("\(new.name), more fields", there: "…", here: "…"))
        }
        rows[0].thereAddress = address(old, there)
        rows[0].hereAddress = address(new, here)
        return rows
    }

    private static func address(_ input: RunInput, _ id: RunID) -> String? {
        input.source.map { PageAddress.run(RunID(pipelineRun: id.pipelineRun, index: $0)) }
    }

    private static func preview(_ input: RunInput) -> String {
        let reference = input.artifact.reference
        if let bytes = input.artifact.inline, reference.mediaType == ArtifactReference.json {
            return PageText.shortened(String(decoding: bytes.prefix(400), as: UTF8.self), to: 80)
        }
        return "\(PageText.digest(reference.digest)) (\(PageText.size(reference.size)))"
    }

    private static func settings(_ good: RunDetail, _ detail: RunDetail) -> RunDifference {
        let there = SettingsWords.sentences(good.function.settings)
        let here = SettingsWords.sentences(detail.function.settings)
        return RunDifference(
            "settings",
            there: there.filter { !here.contains($0) }.joined(separator: " "),
            here: here.filter { !there.contains($0) }.joined(separator: " ")
        )
    }

    private static func time(_ good: RunDetail, _ detail: RunDetail, now: Timestamp) -> RunDifference? {
        guard let start = good.run.times.started, let end = good.run.times.ended, let ours = detail.run.times.started
        else { return nil }
        return RunDifference(
            "time executing",
            there: PageText.duration(from: start, to: end, now: now),
            here: PageText.duration(from: ours, to: detail.run.times.ended, now: now)
        )
    }
}

/// One thing in which two runs differ.
struct RunDifference: Sendable {
    let what: String
    let there: String
    let here: String
    /// The runs that made the values, where runs did.
    var thereAddress: String?
    var hereAddress: String?

    init(_ what: String, there: String, here: String) {
        self.what = what
        self.there = there
        self.here = here
    }
}
