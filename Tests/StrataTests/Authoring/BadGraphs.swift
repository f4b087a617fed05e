import Strata
import Synchronization

/// Keeps what a graph function made, to look at it afterwards.
final class Kept: Sendable {
    private let state = Mutex<[Future<Int>]>([])

    func keep(_ future: Future<Int>) { state.withLock { $0.append(future) } }

    var first: Future<Int>? { state.withLock { $0.first } }
}

/// Graphs that cannot be run.
enum BadGraphs {
    @TaskLocal static var kept: Kept?

    @Func
    static func unused() -> Future<Int> {
        let lost = AuthoringSteps.load()
        _ = AuthoringSteps.nothing().after(lost)
        return AuthoringSteps.integer(1)
    }

    @Func
    static func manyUnused() -> Future<Int> {
        for number in 0..<1000 { _ = AuthoringSteps.integer(number) }
        return AuthoringSteps.integer(1)
    }

    /// A cycle of so many runs.
    @Func
    static func cycle(_ count: Int) -> Future<Int> {
        let nodes = (0..<count).map { AuthoringSteps.integer($0) }
        for position in nodes.indices { nodes[position].after(nodes[(position + 1) % count]) }
        return AuthoringSteps.integers(nodes)[0]
    }

    /// Keeps its future, or takes the one that was kept.
    @Func
    static func makesForeign() -> Future<Int> {
        if let foreign = kept?.first { return foreign + 1 }
        let own = AuthoringSteps.integer(1)
        kept?.keep(own)
        return own
    }

    @Func
    static func twice() -> Future<Int> {
        // The second one finds what the first one kept.
        makesForeign() + makesForeign()
    }

    @Func
    static func ordered() -> Future<Int> {
        let load = AuthoringSteps.load()
        let nothing = AuthoringSteps.nothing().after(load)
        AuthoringSteps.nothing().discarded()
        return AuthoringSteps.integer(3).after(nothing)
    }
}
