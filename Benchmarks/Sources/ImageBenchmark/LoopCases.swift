import Foundation

/// What a developer waits for: an edit of one line, compiled and pushed.
struct LoopCases {
    private static let source = "Examples/Digits/Sources/Digits/Digits.swift"
    private static let text = "report how well it went"

    let work: Workplace
    let measure: Measure

    func run(base: String) throws {
        let original = try String(contentsOfFile: Self.source, encoding: .utf8)
        guard original.contains(Self.text) else {
            throw BenchmarkError("\(Self.source) does not hold the text that is to be changed")
        }
        defer { try? Data(original.utf8).write(to: URL(filePath: Self.source)) }
        let edit = {
            let text = Self.text + " \(Int.random(in: 0..<1_000_000))"
            let edited = original.replacingOccurrences(of: Self.text, with: text)
            try Data(edited.utf8).write(to: URL(filePath: Self.source))
        }
        let options = try work.configuration([base])
        let place = ["--package-path", "Examples/Digits", "--scratch-path", ".build"]
        let build = { try work.run(["swift", "build", "-c", "release", "--product", "Digits"] + place) }
        let push = { try work.push(options + ["--no-build", "--scratch-path", ".build"]) }
        let pushBuilding = { try work.push(options + ["--scratch-path", ".build"]) }

        _ = try pushBuilding()
        let short = Measure(registry: measure.registry, repetitions: 3)
        try short.row("swift build, nothing to do") { try build() }
        try short.row("swift build, one line", prepare: edit) { try build() }
        let editAndBuild = {
            try edit()
            _ = try build()
        }
        try short.row("strata image push --no-build, one line", prepare: editAndBuild, run: push)
        try short.row("strata image push, one line: all of it", prepare: edit, run: pushBuilding)
    }
}
