import Foundation
import Strata

/// Measures what a run costs: silent and recorded, for wide, deep and nested graphs.
///
/// Without arguments it starts itself once for each case, so that memory is that of one case alone, and prints a table.
@main
struct EngineBenchmark: AsyncParsableCommand {
    @Option(help: "Measure only this graph.")
    var shape: Shape?

    @Option(help: "The number of runs; may be repeated.")
    var count: [Int] = [1_000, 10_000, 100_000]

    @Option(help: "How often each case is measured; the table has the median.")
    var repetitions = 5

    @Flag(help: .hidden)
    var single = false

    @Flag(help: .hidden)
    var recorded = false

    func run() async throws {
        if single, let shape, let count = count.first {
            let sample = try await Sample.measure(shape, count: count, recorded: recorded)
            print(String(decoding: try JSONEncoder().encode(sample), as: UTF8.self))
            return
        }
        print("| graph | runs | recorded | ms per run | total ms | peak MB | MB on disk |")
        print("|---|---|---|---|---|---|---|")
        for shape in shape.map({ [$0] }) ?? Shape.allCases {
            for count in count {
                for recorded in [false, true] { try printRow(shape, count, recorded) }
            }
        }
    }

    private func printRow(_ shape: Shape, _ count: Int, _ recorded: Bool) throws {
        let samples = try (0..<repetitions).map { _ in try Sample.inChild(shape, count: count, recorded: recorded) }
        let sample = samples.sorted { $0.seconds < $1.seconds }[samples.count / 2]
        let columns = [
            shape.rawValue, "\(sample.runs)", recorded ? "yes" : "no",
            String(format: "%.5f", sample.seconds * 1000 / Double(sample.runs)),
            String(format: "%.1f", sample.seconds * 1000),
            String(format: "%.0f", Double(sample.peakBytes) / 1e6),
            recorded ? String(format: "%.1f", Double(sample.diskBytes) / 1e6) : "–",
        ]
        print("| " + columns.joined(separator: " | ") + " |")
        fflush(nil)
    }
}
