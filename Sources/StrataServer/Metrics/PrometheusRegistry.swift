package import CoreMetrics
import Synchronization

/// Keeps metrics in memory and writes them in Prometheus' text format, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/).
///
/// A backend of swift-metrics. The number of series is bounded: of a family that has more label values than that, the
/// others are counted together.
package final class PrometheusRegistry: MetricsFactory {
    /// What a family is, beside its series.
    struct Family: Sendable {
        var kind: MetricKind
        var help: String
        var buckets: [Double]
        var series: [[LabelPair]: any PrometheusSeries] = [:]
    }

    /// At most this many series of one family.
    static let seriesLimit = 1000

    private let families = Mutex<[String: Family]>([:])
    private let descriptions: [String: MetricDescription]

    /// A registry that knows these families from the start; others may come.
    init(_ descriptions: [MetricDescription]) {
        self.descriptions = Dictionary(descriptions.map { ($0.name, $0) }) { $1 }
    }

    /// All metrics as text.
    func text() -> String {
        let families = families.withLock { $0 }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            if !family.help.isEmpty { text += "# HELP \(name) \(PrometheusText.help(family.help))\n" }
            text += "# TYPE \(name) \(family.kind.rawValue)\n"
            for (labels, series) in family.series.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                series.write(name, labels, to: &text)
            }
        }
        return text
    }

    private func series<Series: PrometheusSeries>(
        _ label: String,
        _ dimensions: [(String, String)],
        _ kind: MetricKind,
        _ make: (_ buckets: [Double]) -> Series
    ) -> Series {
        let name = PrometheusText.name(label)
        let labels = dimensions.map { LabelPair(name: PrometheusText.labelName($0.0), value: $0.1) }.sorted()
        return families.withLock { families in
            let known = descriptions[name]
            var family =
                families[name]
                ?? Family(kind: kind, help: known?.help ?? "", buckets: known?.buckets ?? MetricDescription.seconds)
            defer { families[name] = family }
            var key = labels
            if family.series[key] == nil, family.series.count >= Self.seriesLimit {
                key = labels.map { LabelPair(name: $0.name, value: "other") }
            }
            if let series = family.series[key] as? Series { return series }
            let series = make(family.buckets)
            // A name that is used for two kinds of metric keeps the first; the second counts into nothing.
            if family.kind == kind { family.series[key] = series }
            return series
        }
    }

    // MARK: MetricsFactory

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, .counter) { _ in CounterSeries() }
    }

    package func makeFloatingPointCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(label, dimensions, .counter) { _ in GaugeSeries() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, .gauge) { _ in GaugeSeries() }
    }

    package func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        aggregate
            ? series(label, dimensions, .histogram) { HistogramSeries(buckets: $0) }
            : series(label, dimensions, .gauge) { _ in GaugeSeries() }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, dimensions, .histogram) { HistogramSeries(buckets: $0) }
    }

    // Series stay when the object that counts goes: another one with the same labels counts on.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}
}
