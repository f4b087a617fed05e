import Foundation

/// Tables in Markdown, on standard output.
enum Table {
    static func heading(_ text: String, note: String? = nil) {
        print("\n### \(text)\n")
        if let note { print(note + "\n") }
        print("| case | best s | median s | new KB | requests | sending | peak MB |")
        print("|---|--:|--:|--:|--:|--:|--:|")
        fflush(nil)
    }

    static func row(_ name: String, _ samples: [Sample]) {
        func median<Value: Comparable>(_ values: [Value]) -> Value { values.sorted()[values.count / 2] }
        let columns = [
            name,
            String(format: "%.3f", samples.map(\.seconds).min() ?? 0),
            String(format: "%.3f", median(samples.map(\.seconds))),
            String(format: "%.1f", Double(median(samples.map(\.bytes))) / 1e3),
            "\(median(samples.map(\.requests)))",
            "\(median(samples.map(\.sending)))",
            String(format: "%.0f", Double(samples.map(\.peakBytes).max() ?? 0) / 1e6),
        ]
        print("| \(columns.joined(separator: " | ")) |")
        fflush(nil)
    }
}
