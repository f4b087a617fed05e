import CoreMetrics
import StrataServerTestSupport
import StrataTestSupport
import Testing

@testable import StrataServer

/// Prometheus' text.
@Suite("Metrics")
struct MetricsTests {
    /// One line of the text format, taken apart.
    private struct Sample: Hashable {
        var name: String
        var labels: [String: String]
        var value: Double
    }

    /// Reads the text format strictly: every line is a sample of a family whose type was said before.
    private static func parse(_ text: String) throws -> [Sample] {
        #expect(text.hasSuffix("\n"))
        var types: [String: String] = [:]
        var samples: [Sample] = []
        for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("# HELP ") { continue }
            if line.hasPrefix("# TYPE ") {
                let parts = line.split(separator: " ")
                #expect(parts.count == 4 && ["counter", "gauge", "histogram"].contains(parts[3]), "\(line)")
                #expect(types.updateValue(String(parts[3]), forKey: String(parts[2])) == nil, "\(line)")
                continue
            }
            let match = try #require(line.wholeMatch(of: /([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(.*)\})? (\S+)/), "\(line)")
            let name = String(match.1)
            let family = types[name] == nil ? name.replacing(/_(bucket|sum|count)$/, with: "") : name
            #expect(types[family] != nil, "\(line)")
            let value = match.4 == "+Inf" ? Double.infinity : Double(match.4)
            samples.append(
                Sample(name: name, labels: try labels(String(match.3 ?? "")), value: try #require(value, "\(line)"))
            )
        }
        return samples
    }

    private static func labels(_ text: String) throws -> [String: String] {
        var labels: [String: String] = [:]
        var rest = text[...]
        while !rest.isEmpty {
            let match = try #require(
                rest.prefixMatch(of: /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)",?/),
                "\(text)"
            )
            let value = match.2.replacing(/\\(.)/) { $0.1 == "n" ? "\n" : String($0.1) }
            #expect(labels.updateValue(String(value), forKey: String(match.1)) == nil, "\(text)")
            rest = rest[match.range.upperBound...]
        }
        return labels
    }

    @Test("What a server counts is Prometheus' text, request by request")
    func endpoint() async throws {
        try await ServerFixture.with { server in
            let id = try await server.recordOneRun()
            for _ in 0..<3 { _ = try await server.send("GET", "/api/v1/runs/\(id).0") }
            _ = try await server.send("GET", "/api/v1/runs/\(id).9")
            for number in 0..<50 { _ = try await server.send("GET", "/made-up/\(number)") }
            let answer = try await server.send("GET", "/metrics")
            #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            let samples = try Self.parse(answer.text)
            func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
                samples.first { $0.name == name && $0.labels == labels }?.value
            }
            let route = ["method": "GET", "route": "/api/v1/runs/{run}"]
            #expect(value("strata_requests_total", route.merging(["status": "200"]) { $1 }) == 3)
            #expect(value("strata_requests_total", route.merging(["status": "404"]) { $1 }) == 1)
            #expect(value("strata_requests_total", ["method": "GET", "route": "NotFound", "status": "404"]) == 50)
            #expect(value("strata_request_duration_seconds_count", route) == 4)
            #expect(value("strata_request_duration_seconds_bucket", route.merging(["le": "+Inf"]) { $1 }) == 4)
            #expect(value("strata_commits_total") == 1 && value("strata_changes_total") == 4)
            #expect(value("strata_event_followers") == 0)
            #expect((value("process_resident_memory_bytes") ?? 0) > 1_000_000 && (value("process_open_fds") ?? 0) > 3)
            #expect(!answer.text.contains("made-up"))
        }
    }

    @Test("Hostile names and values are escaped, and buckets add up")
    func escaping() throws {
        let registry = PrometheusRegistry([MetricDescription(name: "odd_1", help: "back\\slash\nline")])
        let value = "a\"b\\c\nd,e}f"
        Counter(label: "odd 1", dimensions: [("9 label", value)], factory: registry).increment(by: 2)
        let times = Recorder(label: "sizes", dimensions: [], factory: registry)
        for size in [0.0005, 0.003, 7, 100] { times.record(size) }
        let samples = try Self.parse(registry.text())
        #expect(samples.contains(Sample(name: "odd_1", labels: ["_9_label": value], value: 2)))
        let buckets = samples.filter { $0.name == "sizes_bucket" }
        #expect(zip(buckets, buckets.dropFirst()).allSatisfy { $0.value <= $1.value })
        #expect(buckets.last == Sample(name: "sizes_bucket", labels: ["le": "+Inf"], value: 4))
        #expect(samples.contains(Sample(name: "sizes_count", labels: [:], value: 4)))
    }

    @Test("A family takes no more series than it may")
    func cardinality() throws {
        let registry = PrometheusRegistry([])
        for number in 0..<5000 {
            Counter(label: "many", dimensions: [("n", "\(number)")], factory: registry).increment()
        }
        let samples = try Self.parse(registry.text())
        #expect(samples.count <= PrometheusRegistry.seriesLimit + 1)
        #expect(samples.reduce(0) { $0 + $1.value } == 5000)
    }
}
