import StrataAPI
import StrataModel

/// What the last good run of the same function did otherwise.
struct RunComparison: Sendable {
    let other: String
    let otherAddress: String
    let ended: MomentText?
    let compareAddress: String
    let differences: [Difference]
    /// What is the same, in words.
    let same: String?

    /// One thing that differs.
    struct Difference: Sendable {
        let what: String
        let there: String
        let here: String
        let thereAddress: String?
        let hereAddress: String?
    }

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
        if good.function.source == detail.function.source {
            same.append("the function's source")
        } else {
            differences.append(Difference(what: "source of the function", there: "as it was then", here: "changed"))
        }
        if good.function.settings == detail.function.settings {
            same.append("its settings")
        } else {
            differences.append(Self.settings(good, detail))
        }
        if let time = Self.time(good, detail, now: data.now) { differences.append(time) }
        self.differences = differences
        self.same = same.isEmpty ? nil : same.joined(separator: ", ")
    }

    private static func inputs(_ good: RunDetail, _ detail: RunDetail) -> (different: [Difference], same: [String]) {
        let before = Dictionary(good.run.inputs.map { ($0.name, $0) }) { first, _ in first }
        let names = Set(detail.run.inputs.map(\.name))
        var different: [Difference] = []
        var same: [String] = []
        for input in detail.run.inputs {
            guard let old = before[input.name] else {
                different.append(Difference(what: "input \(input.name)", there: "not there", here: preview(input)))
                continue
            }
            if old.artifact.reference.digest == input.artifact.reference.digest {
                same.append(input.name)
            } else {
                different.append(
                    Difference(
                        what: "input \(input.name)",
                        there: preview(old),
                        here: preview(input),
                        thereAddress: address(old, good.id),
                        hereAddress: address(input, detail.id)
                    )
                )
            }
        }
        // A run that never got its inputs has none to compare.
        for old in good.run.inputs where !names.contains(old.name) {
            let here = detail.run.inputs.isEmpty ? "never there" : "not there"
            different.append(Difference(what: "input \(old.name)", there: preview(old), here: here))
        }
        return (different, same)
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

    private static func settings(_ good: RunDetail, _ detail: RunDetail) -> Difference {
        let there = SettingsWords.sentences(good.function.settings)
        let here = SettingsWords.sentences(detail.function.settings)
        return Difference(
            what: "settings",
            there: there.filter { !here.contains($0) }.joined(separator: " "),
            here: here.filter { !there.contains($0) }.joined(separator: " ")
        )
    }

    private static func time(_ good: RunDetail, _ detail: RunDetail, now: Timestamp) -> Difference? {
        guard let start = good.run.times.started, let end = good.run.times.ended, let ours = detail.run.times.started
        else { return nil }
        return Difference(
            what: "time executing",
            there: PageText.duration(from: start, to: end, now: now),
            here: PageText.duration(from: ours, to: detail.run.times.ended, now: now)
        )
    }
}

extension RunComparison.Difference {
    init(what: String, there: String, here: String) {
        self.init(what: what, there: there, here: here, thereAddress: nil, hereAddress: nil)
    }
}
