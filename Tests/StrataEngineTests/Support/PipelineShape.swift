import StrataModel
import Testing

@testable import StrataEngine

/// Graphs whose size is a number.
enum PipelineShape: String, CaseIterable, Sendable, CustomTestStringConvertible {
    /// Many runs and one that takes them all.
    case wide
    /// A chain.
    case deep
    /// Graphs of two runs each, within each other, the second a graph again.
    case nested
    /// Graphs of ten runs beside each other.
    case batches

    var testDescription: String { rawValue }

    /// The graph that run number `run` of about `size` returns, or `nil` where it computes.
    func graph(of run: RunIndex, parent: RunIndex?, size: Int) -> GraphExpansion? {
        switch self {
        case .wide where run == 0:
            return GraphExpansion(
                runs: (0..<size).map { _ in Self.run() } + [Self.run((0..<size).map { RunIndex($0) })],
                result: RunIndex(size)
            )
        case .deep where run == 0:
            return GraphExpansion(
                runs: (0..<size).map { Self.run($0 == 0 ? [] : [RunIndex($0 - 1)]) },
                result: RunIndex(size - 1)
            )
        case .nested where run.isMultiple(of: 2) && Int(run) < size:
            return GraphExpansion(runs: [Self.run(), Self.run([0])], result: 1)
        case .batches where run == 0:
            return GraphExpansion(runs: (0..<size / 10).map { _ in Self.run() }, result: nil)
        case .batches where parent == 0:
            return GraphExpansion(runs: (0..<9).map { Self.run($0 == 0 ? [] : [0]) }, result: 0)
        default:
            return nil
        }
    }

    private static func run(_ dependencies: [RunIndex] = []) -> RunSpecification {
        RunSpecification(
            function: 0,
            label: "f",
            dependencies: dependencies.map { RunDependency(run: $0, input: 0) }
        )
    }
}
