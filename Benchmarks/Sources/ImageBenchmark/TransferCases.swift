import Foundation

/// A first push of a large base to another registry, beside `curl` that moves the same blobs.
struct TransferCases {
    let work: Workplace
    let source: Registry
    let repetitions: Int

    private struct Report: Decodable {
        struct Layer: Decodable {
            var digest: String
            var kind: String
        }
        var layers: [Layer]
    }

    func run(megabytes: Int) throws {
        let target = try Registry()
        defer { target.stop() }
        try Bases.makeRandom("large", kilobytes: megabytes * 1000, in: source, work)
        let options = try work.configuration(["large"], to: target.address) + ["--executable", work.executable]
        let measure = Measure(registry: target, repetitions: repetitions)
        var report = Report(layers: [])
        try measure.row("strata image push") {
            // A repository that nobody has seen: everything is sent.
            let repository = "\(target.address)/team/\(UUID().uuidString.lowercased())"
            let process = try work.push(options + ["--repository", repository])
            let reports = try JSONDecoder().decode([String: Report].self, from: Data(process.output.utf8))
            report = reports["default"] ?? report
            return process
        }
        try measure.row("curl GET into curl PUT, all layers at once") {
            try work.shell(script(report, to: target.address, repository: "team/\(UUID().uuidString.lowercased())"))
        }
    }

    private func script(_ report: Report, to target: String, repository: String) -> String {
        let sends = report.layers.map { layer in
            let hexadecimal = layer.digest.dropFirst("sha256:".count)
            let read =
                layer.kind == "base"
                ? "curl -sf http://\(source.address)/v2/bases/large/blobs/\(layer.digest)"
                : "cat \(work.home)/images/layers/blobs/sha256/\(hexadecimal)"
            return "send '\(read)' \(layer.digest) & jobs+=($!)"
        }
        return """
            send() {
                local place
                place=$(curl -sfi -X POST http://\(target)/v2/\(repository)/blobs/uploads/ |
                    tr -d '\\r' | sed -n 's/^[Ll]ocation: //p')
                $1 | curl -sf -T - -H 'Content-Type: application/octet-stream' "$place&digest=$2"
            }
            \(sends.joined(separator: "\n"))
            for job in "${jobs[@]}"; do wait "$job"; done
            """
    }
}
