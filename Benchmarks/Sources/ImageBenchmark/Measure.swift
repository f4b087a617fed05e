import Foundation

/// Measures a case several times, and what a registry saw of it.
struct Measure {
    let registry: Registry
    let repetitions: Int

    /// Prints a row of the table.
    ///
    /// - Parameters:
    ///   - name: What the row is called.
    ///   - prepare: What is done before each time, without being measured.
    ///   - run: What is measured.
    /// - Throws: What `prepare` and `run` throw, and that the registry's log or storage cannot be read.
    func row(_ name: String, prepare: () throws -> Void = {}, run: () throws -> ChildProcess) throws {
        var samples: [Sample] = []
        for _ in 0..<repetitions {
            try prepare()
            let before = try registry.count()
            let process = try run()
            let after = try registry.count()
            samples.append(
                Sample(
                    seconds: process.seconds,
                    peakBytes: process.peakBytes,
                    requests: after.requests - before.requests,
                    sending: after.sending - before.sending,
                    bytes: after.bytes - before.bytes
                )
            )
        }
        Table.row(name, samples)
    }
}

/// One measurement.
struct Sample {
    var seconds: Double
    var peakBytes: Int
    var requests: Int
    var sending: Int
    /// What the registry did not have before; repeated uploads and the heads of requests are not counted.
    var bytes: Int
}
