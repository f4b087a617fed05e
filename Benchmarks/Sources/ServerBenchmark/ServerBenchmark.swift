import ArgumentParser
import Foundation

/// Measures the server: programs from outside, as their users see them.
///
/// Server, store and clients are on this machine. Nothing is asserted: figures stand beside the bars they have to reach.
@main
struct ServerBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure what the server and its pages take: transitions, requests, a graph of 100,000 runs, memory."
    )

    @Option(help: "The program that is measured: built for release.")
    var strata = ".build/release/strata"

    @Option(help: "How many seconds each load lasts.")
    var seconds = 10

    @Option(help: "Only these cases; may be repeated.")
    var only: [Case] = []

    /// What is measured.
    enum Case: String, CaseIterable, ExpressibleByArgument {
        case start, transitions, requests, memory, graph
    }

    func run() async throws {
        let program = URL(filePath: strata).standardizedFileURL.path
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw ValidationError("There is no program \(program). Build it: swift build -c release --product strata")
        }
        print("| what | measured | bar | |")
        print("|---|---|---|---|")
        for each in only.isEmpty ? Case.allCases : only {
            let place = Workplace(program: program, seconds: seconds)
            switch each {
            case .start: try await StartCases(place: place).run()
            case .transitions: try await TransitionCases(place: place).run()
            case .requests: try await RequestCases(place: place).run()
            case .memory: try await MemoryCases(place: place).run()
            case .graph: try await GraphCases(place: place).run()
            }
        }
    }
}
