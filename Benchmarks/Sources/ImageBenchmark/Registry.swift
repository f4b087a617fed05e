import Foundation

/// A registry that lasts as long as this program, and what it was asked.
struct Registry {
    /// What it was asked so far.
    struct Count {
        var requests: Int
        /// Requests that send something: POST, PUT, PATCH.
        var sending: Int
        /// Bytes of blobs, configurations and manifests that it holds.
        var bytes: Int
    }

    /// `host:port`.
    let address: String
    private let log: String
    private let process: Process
    private let input: Pipe

    /// Starts a registry.
    init() throws {
        process = Process()
        input = Pipe()
        let output = Pipe()
        process.executableURL = URL(filePath: "Scripts/with-registry")
        // It ends when its standard input does, however this program ends.
        process.arguments = ["sh", "-c", "echo \"$STRATA_REGISTRY $STRATA_REGISTRY_LOG\" && cat >/dev/null"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let parts = line.split(whereSeparator: \.isWhitespace)
        guard parts.count == 2 else { throw BenchmarkError("Scripts/with-registry does not start a registry") }
        address = String(parts[0])
        log = String(parts[1])
    }

    /// Ends it and removes what it held.
    func stop() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// What it was asked so far, and holds now.
    func count() throws -> Count {
        // It writes its log after it answered.
        Thread.sleep(forTimeInterval: 0.03)
        let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").filter {
            $0.contains("\"msg\":\"response completed")
        }
        let sending = lines.count { line in
            ["POST", "PUT", "PATCH"].contains { line.contains("\"http.request.method\":\"\($0)\"") }
        }
        return Count(requests: lines.count, sending: sending, bytes: try stored())
    }

    /// Its storage lies beside its log.
    private func stored() throws -> Int {
        let folder = URL(filePath: log).deletingLastPathComponent().path + "/storage/docker/registry/v2/blobs"
        guard let paths = FileManager.default.enumerator(atPath: folder) else { return 0 }
        var sum = 0
        for case let path as String in paths where path.hasSuffix("/data") {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + path)
            sum += (attributes[.size] as? NSNumber)?.intValue ?? 0
        }
        return sum
    }
}
