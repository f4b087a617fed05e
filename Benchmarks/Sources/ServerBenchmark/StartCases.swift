import Foundation

/// How long it takes until the server answers.
struct StartCases {
    let place: Workplace

    func run() async throws {
        var times: [Double] = []
        for _ in 0..<5 {
            times.append(
                try await withTemporaryFolder { home in
                    var options = ServerProgram.Options()
                    options.program = place.program
                    let start = ContinuousClock.now
                    return try await ServerProgram.run(home: home, options: options) { server in
                        let answer = try await server.send("GET", "/readyz")
                        guard answer.status == 200 else { throw BenchmarkError("/readyz answers \(answer.status)") }
                        return (ContinuousClock.now - start) / .milliseconds(1)
                    }
                }
            )
        }
        Row(name: "start, new store", value: times.sorted()[times.count / 2], unit: "ms", bar: .atMost(200)).write()
    }
}
