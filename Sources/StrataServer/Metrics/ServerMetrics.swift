import CoreMetrics
import HTTPTypes
import StrataModel
import Synchronization

/// What the server counts about itself.
package final class ServerMetrics: Sendable {
    private struct Endpoint: Hashable {
        var method: String
        var route: String
        var status: Int
    }

    private struct EndpointMetrics: Sendable {
        var count: Counter
        var time: CoreMetrics.Timer
    }

    let registry: PrometheusRegistry
    private let endpoints = Mutex<[Endpoint: EndpointMetrics]>([:])
    private let commits: Counter
    private let changes: Counter
    private let commitTime: CoreMetrics.Timer
    private let batchSizes: Recorder
    private let groupSizes: Recorder
    private let storeErrors: Counter
    private let started = ContinuousClock.now

    package init() {
        let registry = PrometheusRegistry(Self.descriptions)
        self.registry = registry
        commits = Counter(label: "strata_commits_total", factory: registry)
        changes = Counter(label: "strata_changes_total", factory: registry)
        commitTime = CoreMetrics.Timer(
            label: "strata_commit_duration_seconds",
            preferredDisplayUnit: .seconds,
            factory: registry
        )
        batchSizes = Recorder(label: "strata_batch_changes", factory: registry)
        groupSizes = Recorder(label: "strata_commit_batches", factory: registry)
        storeErrors = Counter(label: "strata_store_errors_total", factory: registry)
    }

    private static let descriptions = [
        MetricDescription(name: "strata_requests_total", help: "Requests answered, by route and status."),
        MetricDescription(name: "strata_request_duration_seconds", help: "Time from a request's head to its answer's."),
        MetricDescription(name: "strata_commits_total", help: "Transactions that recorded drivers' batches."),
        MetricDescription(name: "strata_changes_total", help: "Changes in those batches."),
        MetricDescription(name: "strata_commit_duration_seconds", help: "Time that such a transaction took."),
        MetricDescription(
            name: "strata_batch_changes",
            help: "Changes in one batch.",
            buckets: MetricDescription.counts
        ),
        MetricDescription(
            name: "strata_commit_batches",
            help: "Batches in one transaction.",
            buckets: MetricDescription.counts
        ),
        MetricDescription(name: "strata_store_errors_total", help: "Requests that the store could not serve."),
        MetricDescription(name: "strata_event_followers", help: "Connections that follow events or logs."),
        MetricDescription(name: "strata_uptime_seconds", help: "Seconds since the server started."),
        MetricDescription(name: "strata_build_info", help: "The version, as a label."),
        MetricDescription(name: "process_resident_memory_bytes", help: "Resident memory size in bytes."),
        MetricDescription(name: "process_open_fds", help: "Number of open file descriptors."),
        MetricDescription(name: "process_max_fds", help: "Maximum number of open file descriptors."),
    ]

    /// Counts an answered request.
    ///
    /// Methods and routes come from the router's own lists, so that clients cannot make up new ones.
    func answered(_ method: HTTPRequest.Method, route: String, status: Int, in time: Duration) {
        let name = Self.methods.contains(method.rawValue) ? method.rawValue : "other"
        let endpoint = Endpoint(method: name, route: route, status: status)
        let metrics = endpoints.withLock { endpoints in
            if let metrics = endpoints[endpoint] { return metrics }
            let labels = [("method", name), ("route", route), ("status", String(status))]
            let metrics = EndpointMetrics(
                count: Counter(label: "strata_requests_total", dimensions: labels, factory: registry),
                time: CoreMetrics.Timer(
                    label: "strata_request_duration_seconds",
                    dimensions: [("method", name), ("route", route)],
                    preferredDisplayUnit: .seconds,
                    factory: registry
                )
            )
            endpoints[endpoint] = metrics
            return metrics
        }
        metrics.count.increment()
        metrics.time.recordNanoseconds(time.nanoseconds)
    }

    private static let methods: Set<String> = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]

    /// Counts a transaction with batches of these sizes.
    func committed(_ sizes: [Int], in time: Duration) {
        commits.increment()
        changes.increment(by: sizes.reduce(0, +))
        groupSizes.record(sizes.count)
        for size in sizes { batchSizes.record(size) }
        commitTime.recordNanoseconds(time.nanoseconds)
    }

    /// Counts a request that failed because of the store.
    func storeFailed() {
        storeErrors.increment()
    }

    /// Everything as text, with what is only looked at when asked for.
    func text(followers: Int) -> String {
        set("strata_event_followers", Double(followers))
        set("strata_uptime_seconds", Double(started.duration(to: .now).nanoseconds) / 1e9)
        set("strata_build_info", 1, [("version", StrataVersion.current)])
        if let memory = ProcessUsage.residentBytes() { set("process_resident_memory_bytes", Double(memory)) }
        if let open = ProcessUsage.openDescriptors() { set("process_open_fds", Double(open)) }
        set("process_max_fds", Double(ProcessUsage.descriptorLimit()))
        return registry.text()
    }

    private func set(_ name: String, _ value: Double, _ labels: [(String, String)] = []) {
        registry.makeMeter(label: name, dimensions: labels).set(value)
    }
}

extension Duration {
    /// Whole nanoseconds, as far as they fit.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : whole.addingReportingOverflow(attoseconds / 1_000_000_000).partialValue
    }
}
