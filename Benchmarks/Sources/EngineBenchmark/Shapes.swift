import Strata

/// The graphs that are measured.
///
/// Each is made of runs that do next to nothing, so that what is measured is ours.
enum Shape: String, CaseIterable, ExpressibleByArgument {
    /// n leaves and one join.
    case wide
    /// n runs, each taking the output of the one before.
    case deep
    /// Graphs in graphs, ten runs in each, n in all.
    case nested

    func pipeline(_ count: Int) -> Future<Int> {
        switch self {
        case .wide: wideGraph(count)
        case .deep: deepGraph(count)
        case .nested: nestedGraph(count)
        }
    }
}

@Func
func leaf(_ number: Int) async throws -> Int { number }

@Func
func join(_ numbers: [Int]) async throws -> Int { numbers.count }

@Func
func step(_ number: Int) async throws -> Int { number + 1 }

@Func
func wideGraph(_ count: Int) -> Future<Int> {
    join((0..<count).map { leaf($0) })
}

@Func
func deepGraph(_ count: Int) -> Future<Int> {
    var number = step(0)
    for _ in 1..<count { number = step(number) }
    return number
}

@Func
func nestedGraph(_ count: Int) -> Future<Int> {
    guard count > 10 else { return join((0..<max(1, count - 1)).map { leaf($0) }) }
    let share = (count - 1) / 10
    return join((0..<10).map { _ in nestedGraph(share) })
}
