import Foundation
import StrataAPI
import StrataModel

/// The page of a pipeline run of 100,000 runs, in Chromium.
struct GraphCases {
    let place: Workplace

    func run() async throws {
        try await place.withServer { server in
            let id = PipelineRunID()
            let start = ContinuousClock.now
            try await record(LargePipelineRun(), as: id, on: server)
            Row(name: "graph, 100,000 runs recorded", value: (ContinuousClock.now - start) / .seconds(1), unit: "s")
                .write()
            try await BrowserFixture.run { browser in
                try await open(server, id, browser)
                try await update(server, browser)
            }
        }
    }

    private func record(_ run: LargePipelineRun, as id: PipelineRunID, on server: ServerProgram) async throws {
        let record = Samples.pipelineRun(id: id, name: "sweep", function: LargePipelineRun.functions[0].record.name)
        let changes = run.changes()
        let batches = stride(from: 0, to: changes.count, by: 5000).map {
            Array(changes[$0..<min($0 + 5000, changes.count)])
        }
        try await server.record(record, batches)
    }

    /// First paint with the graph in it, and opening boxes.
    private func open(_ server: ServerProgram, _ id: PipelineRunID, _ browser: Browser) async throws {
        var paints: [Double] = []
        for _ in 0..<5 {
            try await browser.open(server.address + "/pipeline-runs/\(id)")
            try await browser.wait(
                for: "a drawn graph",
                until: "return performance.getEntriesByName('graph-drawn').length"
            )
            paints.append(
                try await browser.value(
                    Double.self,
                    of: "return performance.getEntriesByName('graph-drawn')[0].startTime"
                )
            )
        }
        Row(name: "graph, first paint of the page (median)", value: paints.sorted()[2], unit: "ms", bar: .atMost(1000))
            .write()
    }

    private func update(_ server: ServerProgram, _ browser: Browser) async throws {}
}
