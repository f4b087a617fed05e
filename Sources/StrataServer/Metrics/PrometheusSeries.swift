import CoreMetrics
import Synchronization

/// One series of a family: what is counted, and how it is written.
protocol PrometheusSeries: AnyObject, Sendable {
    /// Appends the series' lines.
    func write(_ name: String, _ labels: [LabelPair], to text: inout String)
}

/// A count that only rises.
final class CounterSeries: PrometheusSeries, CounterHandler {
    private let value = Atomic<Int64>(0)

    func increment(by amount: Int64) {
        // Prometheus takes a falling counter for a restart.
        guard amount > 0 else { return }
        value.wrappingAdd(amount, ordering: .relaxed)
    }

    func reset() {
        value.store(0, ordering: .relaxed)
    }

    func write(_ name: String, _ labels: [LabelPair], to text: inout String) {
        PrometheusText.line(name, labels, String(value.load(ordering: .relaxed)), to: &text)
    }
}

/// A number that rises and falls.
final class GaugeSeries: PrometheusSeries, MeterHandler, RecorderHandler, FloatingPointCounterHandler {
    private let value = Mutex(0.0)

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }
    func reset() { set(0.0) }

    func write(_ name: String, _ labels: [LabelPair], to text: inout String) {
        PrometheusText.line(name, labels, PrometheusText.number(value.withLock { $0 }), to: &text)
    }
}

/// How values are spread over fixed buckets.
final class HistogramSeries: PrometheusSeries, RecorderHandler, TimerHandler {
    private struct State: Sendable {
        var counts: [UInt64]
        var sum = 0.0
    }

    private let buckets: [Double]
    private let state: Mutex<State>

    /// A histogram with these upper bounds; one more bucket takes what is above all of them.
    init(buckets: [Double]) {
        self.buckets = buckets
        state = Mutex(State(counts: Array(repeating: 0, count: buckets.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let bucket = buckets.firstIndex { value <= $0 } ?? buckets.count
        state.withLock { state in
            state.counts[bucket] += 1
            state.sum += value
        }
    }

    func recordNanoseconds(_ duration: Int64) {
        record(Double(duration) / 1e9)
    }

    func write(_ name: String, _ labels: [LabelPair], to text: inout String) {
        let state = state.withLock { $0 }
        var total: UInt64 = 0
        for (count, bound) in zip(state.counts, buckets + [.infinity]) {
            total += count
            let label = LabelPair(name: "le", value: PrometheusText.number(bound))
            PrometheusText.line(name + "_bucket", labels + [label], String(total), to: &text)
        }
        PrometheusText.line(name + "_sum", labels, PrometheusText.number(state.sum), to: &text)
        PrometheusText.line(name + "_count", labels, String(total), to: &text)
    }
}
