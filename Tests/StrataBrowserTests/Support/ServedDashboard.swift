import Foundation
import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

/// A server with pipeline runs in it, and a browser: made once for the suite that has the trait ``Trait/served``.
struct ServedDashboard: Sendable {
    /// The server.
    let server: ServerProgram
    /// The browser.
    let browser: Browser
    /// A real run of the example `Digits` that succeeded.
    let digits: PipelineRunID
    /// One in which a training failed, because its learning rate is far too high.
    let failed: PipelineRunID
    /// One with ``HostileText`` in all its strings.
    let hostile: PipelineRunID
    /// Runs of the first two.
    let runs: Places

    @TaskLocal private static var current: ServedDashboard?

    /// The one of the suite that runs.
    static var shared: ServedDashboard {
        get throws {
            guard let current else { throw NoDashboard() }
            return current
        }
    }

    private struct NoDashboard: Error, CustomStringConvertible {
        var description = "the suite does not have the trait '.served'"
    }

    /// Opens a page, and waits until what it loads is there.
    func open(_ path: String) async throws {
        try await browser.open(server.address + path)
    }

    /// Runs `body` with a server, a browser and what is looked at.
    fileprivate static func with(_ body: @escaping @Sendable () async throws -> Void) async throws {
        try await withTemporaryFolder { home in
            try await ServerProgram.run(home: home) { server in
                let digits = try await DigitsProgram.run(on: server, "--name", "digits", "--tag", "good")
                let failed = try await DigitsProgram.run(
                    on: server,
                    "--name",
                    "too fast",
                    "--tag",
                    "bad",
                    "--rates",
                    "0.3",
                    "1e300",
                    succeeds: false
                )
                let hostile = try await record(on: server)
                let runs = try await Places(of: digits, and: failed, on: server)
                try await BrowserFixture.run { browser in
                    let dashboard = ServedDashboard(
                        server: server,
                        browser: browser,
                        digits: digits,
                        failed: failed,
                        hostile: hostile,
                        runs: runs
                    )
                    try await $current.withValue(dashboard) { try await body() }
                }
            }
        }
    }

    private static func record(on server: ServerProgram) async throws -> PipelineRunID {
        let page = Array("<script>opener.__pwned=1;window.__pwned=1</script>".utf8)
        let digest = Digest(hashing: page)
        let upload = try await server.send("PUT", "/api/v1/blobs/\(digest)", body: Data(page))
        #expect(upload.status == 201, "\(upload.text)")
        var pipeline = HostilePipeline.make(file: digest)
        try await server.record(pipeline.record, [pipeline.takeChanges()])
        return pipeline.record.id
    }

    /// Gives a suite what it is served by.
    struct Scope: SuiteTrait, TestScoping {
        func provideScope(
            for test: Test,
            testCase: Test.Case?,
            performing function: @Sendable () async throws -> Void
        ) async throws {
            try await withoutActuallyEscaping(function) { function in
                try await ServedDashboard.with(function)
            }
        }
    }
}

extension Trait where Self == ServedDashboard.Scope {
    /// The suite's tests look at ``ServedDashboard/shared``.
    static var served: Self { Self() }
}
