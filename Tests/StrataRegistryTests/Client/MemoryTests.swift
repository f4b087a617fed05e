import Foundation
import StrataModel
import StrataOCI
import StrataRegistry
import StrataTestSupport
import Synchronization
import Testing

/// That large blobs do not fill the memory.
@Suite("A large blob")
struct MemoryTests {
    private static let size = 200 * 1024 * 1024

    @Test("is copied between registries in bounded memory")
    func copy() async throws {
        try await RegistryFixture.run { first in
            try await RegistryFixture.run { second in
                try await RegistryClient.withClient(.tests(), credentials: .anonymous) { client in
                    let source = try ImageRepository("\(first.host)/a")
                    let descriptor = try await upload(client, source)
                    var growths: [Int] = []
                    var peaks: [Int] = []
                    // Other tests use memory meanwhile; whoever gathered the blob would do so each time.
                    for name in ["b", "c", "d"] {
                        let memory = MemoryWitness()
                        let target = try ImageRepository("\(second.host)/\(name)")
                        let transfer = try await client.copyBlob(descriptor, from: source, to: target) { _ in
                            memory.look()
                        }
                        #expect(transfer == .streamed(bytes: Int64(Self.size)))
                        growths.append(memory.growth)
                        peaks.append(memory.peak)
                        #expect(memory.peak > 0, "memory cannot be measured here")
                        if memory.growth < 60 { break }
                    }
                    print("resident memory grew by \(growths) MiB (peak \(peaks)) while 200 MiB were copied")
                    #expect((growths.min() ?? .max) < 60)
                }
            }
        }
    }

    private func upload(_ client: RegistryClient, _ place: ImageRepository) async throws -> Descriptor {
        try await withTemporaryFolder { folder in
            let path = folder + "/blob"
            let block = Data(sampleBytes(1024 * 1024))
            var hasher = Digest.Hasher()
            try Data().write(to: URL(filePath: path))
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            for _ in 0..<(Self.size / block.count) {
                try file.write(contentsOf: block)
                hasher.update(Array(block))
            }
            try file.close()
            let descriptor = Descriptor(mediaType: .ociLayer, digest: hasher.finalized(), size: Int64(Self.size))
            try await client.uploadBlob(.file(path), digest: descriptor.digest, size: descriptor.size, to: place)
            return descriptor
        }
    }

    /// The most memory that this process had since the witness came.
    private final class MemoryWitness: Sendable {
        private let start = MemoryWitness.resident()
        private let most = Mutex(0)

        /// In MiB.
        var peak: Int { most.withLock { $0 } }
        /// In MiB.
        var growth: Int { max(most.withLock { $0 } - start, 0) }

        func look() {
            let now = Self.resident()
            most.withLock { $0 = max($0, now) }
        }

        private static func resident() -> Int {
            let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
            let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            return pages * 4096 / (1024 * 1024)
        }
    }
}
