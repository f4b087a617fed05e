import StrataAPI
import StrataModel

/// Two runs that belong together.
struct PairView: Sendable {
    /// One of the two.
    struct Run: Sendable {
        let href: String
        let short: String
        let state: StateText
        let time: String
        /// The time as a share of the longest, in hundredths of a bar's width.
        let width: String
        let failure: String?
        let output: String?
    }

    let label: String
    let occurrence: Int
    /// How far it is set in, up to eight.
    let depth: Int
    let left: Run?
    let right: Run?
    let words: String
    /// For style sheets.
    let difference: String
    let isFirst: Bool
    /// How much longer or shorter the right one took; `nil` where that says nothing.
    let change: String?

    init(_ pair: Comparison.Pair, _ comparison: Comparison, longest: Double, isFirst: Bool) {
        label = pair.label
        occurrence = pair.occurrence
        depth = min(8, pair.depth)
        left = pair.left.map { Self.run($0, of: comparison.left, longest: longest) }
        right = pair.right.map { Self.run($0, of: comparison.right, longest: longest) }
        difference = pair.difference.rawValue
        words =
            switch pair.difference {
            case .none: pair.left?.output == nil ? "same state" : "same output"
            case .state: "other state"
            case .output: "other output"
            case .onlyLeft: "only left"
            case .onlyRight: "only right"
            }
        self.isFirst = isFirst
        // A run that broke off early was not faster.
        let areDone = pair.left?.state.hasOutput == true && pair.right?.state.hasOutput == true
        change = areDone ? Self.change(pair.left?.seconds, pair.right?.seconds) : nil
    }

    private static func run(_ run: Comparison.Run, of side: Comparison.Side, longest: Double) -> Run {
        let id = RunID(pipelineRun: side.run.pipelineRun, index: run.index)
        let share = longest > 0 ? (run.seconds ?? 0) / longest : 0
        return Run(
            href: PageAddress.run(id),
            short: ".\(run.index)",
            state: StateText(run.state),
            time: run.seconds.map { PageText.duration(seconds: $0) } ?? "–",
            width: String(Int((min(1, max(0, share)) * 100).rounded())),
            failure: run.failure,
            output: run.output.map { PageText.digest($0) }
        )
    }

    /// Changes below a tenth, or of less than 50 ms, are noise.
    private static func change(_ left: Double?, _ right: Double?) -> String? {
        guard let left, let right, left > 0, right > 0, abs(right - left) >= 0.05 else { return nil }
        let ratio = right / left
        guard ratio > 1.1 || ratio < 0.9 else { return nil }
        guard ratio < 2, ratio > 0.5 else {
            return ratio >= 2
                ? "\(PageText.number((ratio * 10).rounded() / 10))× slower"
                : "\(PageText.number((10 / ratio).rounded() / 10))× faster"
        }
        let percent = Int(((ratio - 1) * 100).rounded())
        return percent > 0 ? "+\(percent) %" : "−\(-percent) %"
    }
}

/// The first difference.
struct FirstView: Sendable {
    let pair: PairView
    let inputs: [ValueView]
    /// What that means, in a sentence.
    let words: String

    init(_ first: Comparison.First, _ comparison: Comparison) {
        let longest = max(first.pair.left?.seconds ?? 0, first.pair.right?.seconds ?? 0)
        pair = PairView(first.pair, comparison, longest: longest, isFirst: true)
        let differing = first.inputs.filter { !$0.isEqual }
        inputs = first.inputs.map(ValueView.init)
        let isChanged = comparison.functions.contains { $0.name == first.pair.function && $0.isChanged }
        let causes = [
            isChanged ? "its source changed" : nil,
            differing.isEmpty ? nil : "its inputs differ (\(differing.map(\.name).joined(separator: ", ")))",
        ]
        let known = causes.compactMap(\.self).joined(separator: ", and ")
        words =
            known.isEmpty
            ? "Its source and its inputs are the same: it depends on something else, such as chance, time, or what is outside."
            : known.prefix(1).uppercased() + known.dropFirst() + "."
    }
}
