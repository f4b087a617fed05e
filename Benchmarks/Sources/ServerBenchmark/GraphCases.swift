import Foundation
import StrataAPI
import StrataModel

/// The page of a pipeline run of 100,000 runs, in Chromium.
struct GraphCases {
    let place: Workplace

    func run() async throws {
        try await place.withServer { server in
            // The last runs of the fan-out still wait: that they end is what the page hears of.
            let (id, rest) = try await record(on: server)
            try await BrowserFixture.run { browser in
                try await browser.devTools("Page.addScriptToEvaluateOnNewDocument", ["source": .string(Self.stopwatch)])
                try await paint(server, id, browser)
                try await open(browser)
                try await update(server, id, rest, browser)
                try memory(browser)
            }
        }
    }

    /// Notes when the graph's first node has been painted.
    private static let stopwatch = """
        (() => {
          const look = () => {
            if (!document.querySelector("#graph [data-id]")) return requestAnimationFrame(look);
            requestAnimationFrame(() => { window.__drawn = performance.now(); });
          };
          requestAnimationFrame(look);
        })();
        """

    /// - Returns: The pipeline run, and the changes of it that are not recorded yet.
    private func record(on server: ServerProgram) async throws -> (PipelineRunID, [RecordChange]) {
        let record = Samples.pipelineRun(name: "sweep", function: LargePipelineRun.functions[0].record.name)
        let all = LargePipelineRun().changes()
        let rest = Array(all.suffix(1))
        let changes = all.dropLast(1)
        let batches = stride(from: 0, to: changes.count, by: 5000).map {
            Array(changes[$0..<min($0 + 5000, changes.count)])
        }
        let start = ContinuousClock.now
        try await server.record(record, batches)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        Row(name: "graph, 100,000 runs: recording", value: seconds, unit: "s").write()
        return (record.id, rest)
    }

    private func paint(_ server: ServerProgram, _ id: PipelineRunID, _ browser: Browser) async throws {
        var first: [Double] = []
        var drawn: [Double] = []
        for attempt in 0..<6 {
            try await browser.open(server.address + "/pipeline-runs/\(id)")
            try await browser.wait(for: "a drawn graph", until: "return window.__drawn")
            let script = "return [performance.getEntriesByName('first-contentful-paint')[0].startTime, window.__drawn]"
            let times = try await browser.value([Double].self, of: script)
            // Before the first one nobody has looked at it: the server reads it all.
            if attempt == 0 {
                Row(name: "graph: first look, graph drawn", value: times[1], unit: "ms", bar: .atMost(1000)).write()
            } else {
                first.append(times[0])
                drawn.append(times[1])
            }
        }
        Row(name: "graph: first paint", value: first.sorted()[2], unit: "ms", bar: .atMost(1000)).write()
        Row(name: "graph: graph drawn", value: drawn.sorted()[2], unit: "ms", bar: .atMost(1000)).write()
    }

    /// From the click until what is in it has been painted: every box that can be opened from here, and one study.
    private func open(_ browser: Browser) async throws {
        let script = """
            const frame = () => new Promise(requestAnimationFrame);
            const until = async (what) => { for (let i = 0; i < 600 && !what(); i += 1) await frame(); };
            const times = [];
            const click = (element) => element.dispatchEvent(new MouseEvent("click", { bubbles: true }));
            // A group's list of its runs, then one of them by itself, then what is in that.
            const group = [...document.querySelectorAll("#graph .node.group")].find((each) => each.textContent.includes("study"));
            let start = performance.now();
            click(group);
            await until(() => document.querySelector("#panel .members button"));
            await frame();
            times.push(performance.now() - start);
            const closed = () => [...document.querySelectorAll("#graph .node:not(.box, .group)")].filter((each) => each.querySelector("[data-toggle]"));
            const known = new Set(closed().map((each) => each.dataset.id));
            const fresh = () => closed().find((each) => !known.has(each.dataset.id));
            start = performance.now();
            document.querySelector("#panel .members button").click();
            await until(fresh);
            await frame();
            times.push(performance.now() - start);
            const run = fresh().dataset.id;
            for (let round = 0; round < 5; round += 1) {
              start = performance.now();
              click(document.querySelector(`#graph .node:not(.box) [data-toggle="${run}"]`));
              await until(() => document.querySelector(`#graph .box [data-toggle="${run}"]`));
              await frame();
              times.push(performance.now() - start);
              click(document.querySelector(`#graph .box [data-toggle="${run}"]`));
              await until(() => document.querySelector(`#graph .node:not(.box) [data-toggle="${run}"]`));
              // Until the view stands still again.
              for (let i = 0; i < 30; i += 1) await frame();
            }
            return times;
            """
        let times = try await browser.value([Double].self, of: script)
        Row(
            name: "graph: opening a node (the slowest of \(times.count))",
            value: times.max() ?? 0,
            unit: "ms",
            bar: .atMost(100)
        )
        .write()
    }

    /// From the acknowledgement until the page shows it.
    private func update(
        _ server: ServerProgram,
        _ id: PipelineRunID,
        _ rest: [RecordChange],
        _ browser: Browser
    ) async throws {
        let words = "document.getElementById('progress-words').textContent"
        try await browser.wait(
            for: "being live",
            until: "return document.getElementById('live').textContent.includes('Live')"
        )
        try await browser.run(
            """
            const before = \(words);
            new MutationObserver((_, observer) => {
              if (\(words) === before) return;
              observer.disconnect();
              requestAnimationFrame(() => { window.__updated = Date.now(); });
            }).observe(document.body, { subtree: true, childList: true, characterData: true });
            """
        )
        let number = try await server.call(
            "POST",
            "/pipeline-runs",
            try await server.read(PipelineRunSummary.self, "/pipeline-runs/\(id)").pipelineRun
        )
        .value(ChangeBatch.Receipt.self).nextBatch
        try await server.send(rest, number: number, to: id)
        let acknowledged = Date().timeIntervalSince1970 * 1000
        try await browser.wait(for: "the change", until: "return window.__updated")
        let seen = try await browser.value(Double.self, of: "return window.__updated")
        let delay = max(0, seen - acknowledged)
        Row(name: "graph: a change reaches the page", value: delay, unit: "ms", bar: .atMost(250)).write()
    }

    private func memory(_ browser: Browser) throws {
        let all = ProcessMemory.descendants(of: browser.driverProcess)
        let renderers = all.filter { $0.arguments.contains("--type=renderer") }
        let page = Double(renderers.map(\.bytes).max() ?? 0) / 1e6
        Row(name: "graph: memory of the page's process", value: page, unit: "MB", bar: .atMost(300)).write()
        let whole = Double(all.filter { $0.arguments.contains("chromium") }.map(\.bytes).reduce(0, +)) / 1e6
        Row(name: "graph: memory of the whole browser", value: whole, unit: "MB").write()
    }
}
