import StrataAPI
import StrataModel

/// A comparison as its page shows it.
struct ComparisonView: Sendable {
    let left: SideView
    let right: SideView
    /// What differs, in a sentence.
    let verdict: String
    /// Whether state and all outputs are the same.
    let isSame: Bool
    let settings: [SettingView]
    let inputs: [ValueView]
    let output: ValueView?
    let functions: [FunctionView]
    let pairs: [PairView]
    /// Which of how many pairs are listed, in words.
    let pairsWords: String
    let first: FirstView?
    let metrics: [MetricView]
    let changed: [FunctionView]
    let hasMetrics: Bool

    init(_ comparison: Comparison, now: Timestamp) {
        left = SideView(comparison.left, now: now)
        right = SideView(comparison.right, now: now)
        settings = comparison.settings.filter { $0.left != nil || $0.right != nil }.map(SettingView.init)
        inputs = comparison.inputs.map(ValueView.init)
        output = comparison.output.map(ValueView.init)
        functions = comparison.functions.map(FunctionView.init)
        changed = functions.filter(\.isChanged)
        let marked = comparison.first?.pair
        let longest = comparison.runs.flatMap { [$0.left?.seconds, $0.right?.seconds] }.compactMap(\.self).max() ?? 0
        pairs = comparison.runs.map { pair in
            PairView(pair, comparison, longest: longest, isFirst: pair == marked)
        }
        first = comparison.first.map { FirstView($0, comparison) }
        metrics = comparison.metrics.map(MetricView.init)
        hasMetrics = !metrics.isEmpty
        isSame = comparison.differingCount == 0
        verdict = Self.verdict(comparison)
        let listed = comparison.runs.count
        pairsWords =
            listed == comparison.runCount
            ? PageText.count(listed, "run") + ", \(PageText.count(comparison.differingCount)) differ"
            : "The first \(PageText.count(listed)) of \(PageText.count(comparison.differingCount)) that differ, of \(PageText.count(comparison.runCount)) in all"
    }

    private static func verdict(_ comparison: Comparison) -> String {
        var parts: [String] = []
        let settings = comparison.settings.filter { !$0.isEqual && !["Name", "User", "Machine"].contains($0.name) }
        if !settings.isEmpty {
            parts.append("settings differ (\(settings.map { $0.name.lowercased() }.joined(separator: ", ")))")
        }
        let inputs = comparison.inputs.filter { !$0.isEqual }.map(\.name)
        if !inputs.isEmpty {
            parts.append("inputs differ (\(PageText.shortened(inputs.joined(separator: ", "), to: 120)))")
        }
        let changed = comparison.functions.filter(\.isChanged).map(\.label)
        if !changed.isEmpty {
            parts.append(
                "the source of \(PageText.count(changed.count, "function")) changed (\(PageText.shortened(changed.joined(separator: ", "), to: 120)))"
            )
        }
        if comparison.differingCount > 0 {
            parts.append(
                "\(PageText.count(comparison.differingCount)) of \(PageText.count(comparison.runCount, "run")) differ"
            )
        } else {
            parts.append("every run has the same state and output")
        }
        let sentence = parts.joined(separator: "; ")
        return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
    }
}

/// One of the two sides.
struct SideView: Sendable {
    let run: String
    let short: String
    let href: String
    let name: String
    let label: String
    let state: StateText
    let pipelineRun: RunRow

    init(_ side: Comparison.Side, now: Timestamp) {
        run = side.run.description
        short = side.run.short
        href = side.run.index == 0 ? PageAddress.pipelineRun(side.run.pipelineRun) : PageAddress.run(side.run)
        pipelineRun = RunRow(side.summary, now: now)
        name = pipelineRun.name
        label = side.label
        state = side.run.index == 0 ? pipelineRun.state : StateText(side.state)
    }
}

/// A setting of both sides.
struct SettingView: Sendable {
    let name: String
    let left: String?
    let right: String?
    let isEqual: Bool

    init(_ setting: Comparison.Setting) {
        name = setting.name
        left = setting.left
        right = setting.right
        isEqual = setting.isEqual
    }
}
