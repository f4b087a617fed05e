import Foundation
import Testing

/// A source, and all that `@Func` makes of it as a file in `Snapshots`.
///
/// `RECORD_SNAPSHOTS=1 swift test` writes the files anew, for `git diff` to show.
struct ExpansionSnapshot: Sendable, CustomTestStringConvertible {
    let name: String
    let source: String

    var testDescription: String { name }

    static let all = [
        ExpansionSnapshot(
            name: "computing",
            source: """
                extension Outer.Inner {
                    /// Trains.
                    @Func(name: "Train", retry: Retry(attempts: 3))
                    public static func train(_ config: Config, for rate: Double? = nil) async throws -> Model {
                        Model(config, rate)
                    }
                }
                """
        ),
        ExpansionSnapshot(
            name: "graph",
            source: "@Func @MainActor func pipeline(config: Config) -> Future<Report> { report(config) }"
        ),
        ExpansionSnapshot(
            name: "nothing",
            source: """
                @available(macOS 15, *)
                @Func
                private func notify() async throws {}
                """
        ),
        ExpansionSnapshot(
            name: "isolated",
            source: "@Func @MainActor package func `show it`(`in` place: Int) async throws { screen.show(place) }"
        ),
    ]

    /// The expansion as recorded; `expansion` itself is recorded first where that is asked for.
    func recorded(_ expansion: String) throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.appendingPathComponent("Snapshots/\(name).txt")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try Data((expansion + "\n").utf8).write(to: file)
            Issue.record("recorded \(name); run again without RECORD_SNAPSHOTS")
        }
        return try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .newlines)
    }
}
