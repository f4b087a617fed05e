import ArgumentParser
import Foundation

/// Measures what it takes to bring a change of one line into images, beside other tools that do the same.
///
/// Runs at the root of the repository, after `strata` and the example `Digits` were built for release. Registries are
/// its own and go with it; nothing is asserted.
@main
struct ImageBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure what it takes to bring a change of one line into images."
    )

    @Option(help: "The command line that is measured.")
    var strata = ".build/release/strata"

    @Option(help: "The folder of build products that has Digits.")
    var products = ".build/release"

    @Option(help: "How often each case is measured.")
    var repetitions = 12

    @Option(help: "The number of bases; may be repeated.")
    var bases = [1, 5, 50]

    @Option(help: ArgumentHelp("The size of the large base, in megabytes.", valueName: "megabytes"))
    var large = 200

    @Option(help: "The program crane, to be measured beside.")
    var crane: String?

    @Flag(help: "Edit, compile and push the example, too: changes a source file and changes it back.")
    var loop = false

    func validate() throws {
        guard repetitions > 0, large > 0, bases.allSatisfy({ $0 > 0 }) else {
            throw ValidationError("Numbers begin at 1.")
        }
    }

    func run() throws {
        let registry = try Registry()
        defer { registry.stop() }
        let work = try Workplace(
            strata: Workplace.absolute(strata),
            products: Workplace.absolute(products),
            registry: registry.address
        )
        defer { work.remove() }
        let names = try Bases.make(count: max(bases.max() ?? 1, 5), in: registry, work)
        let measure = Measure(registry: registry, repetitions: repetitions)

        Table.heading("A change of one line, and none")
        try PushCases(work: work, measure: measure).run(bases.map { Array(names.prefix($0)) })
        Table.heading("What shares a layer with the application")
        try SplitCases(work: work, measure: measure).run()
        Table.heading("Beside others", note: crane == nil ? "crane is not among them: name it with --crane PATH." : nil)
        try PeerCases(work: work, measure: measure, crane: crane.map(Workplace.absolute)).run(Array(names.prefix(5)))
        Table.heading("A first push of a base of \(large) MB to another registry")
        try TransferCases(work: work, source: registry, repetitions: repetitions).run(megabytes: large)
        if loop {
            Table.heading("Edit, compile, push")
            try LoopCases(work: work, measure: measure).run(base: names[0])
        }
    }
}
