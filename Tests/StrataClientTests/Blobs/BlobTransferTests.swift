import Foundation
import StrataAPI
import StrataEngine
import StrataModel
import StrataTestSupport
import Synchronization
import Testing

@testable import StrataClient

@Suite("Blobs over a bad connection", .timeLimit(.minutes(5)))
struct BlobTransferTests {
    private static let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    private static let digest = Digest(hashing: bytes)

    @Test("are read on from where the connection was cut, and verified")
    func resume() async throws {
        try await ScriptedServer.run { request, number in
            let range = request.header("range").map { $0.dropFirst("bytes=".count) } ?? "0-"
            let start = Int(range.prefix { $0.isNumber }) ?? 0
            let rest = Array(Self.bytes[start...])
            let sent = number < 4 ? Array(rest.prefix(70_000)) : rest
            return .partial(start == 0 ? 200 : 206, announced: rest.count, [], sent)
        } _: { server, address in
            var read: [UInt8] = []
            for try await chunk in try StrataClient.quick(address).download(Self.digest) { read += chunk }
            #expect(read == Self.bytes)
            #expect(server.requests.count >= 4)
            #expect(server.requests.allSatisfy { $0.path == "/api/v1/blobs/\(Self.digest)" })
        }
    }

    @Test("are asked for in parts by their range")
    func range() async throws {
        try await ScriptedServer.run { request, _ in
            request.header("range") == "bytes=100-199"
                ? .answer(206, [], Array(Self.bytes[100..<200])) : .answer(200, [], Self.bytes)
        } _: { server, address in
            let client = try StrataClient.quick(address)
            var read: [UInt8] = []
            for try await chunk in client.download(Self.digest, range: 100..<200) { read += chunk }
            #expect(read == Array(Self.bytes[100..<200]))
            for try await _ in client.download(Self.digest, range: 5..<5) { Issue.record("there is nothing to read") }
            await #expect(throws: ClientError.self) {
                for try await _ in client.download(Self.digest, range: 0..<5) {}
            }
        }
    }

    @Test("that are others than their digest names are an error, and leave no file")
    func mismatch() async throws {
        try await ScriptedServer.run { _, _ in
            .answer(200, [], Array(Self.bytes.dropLast()) + [0])
        } _: { _, address in
            let store = RemoteBlobStore(try StrataClient.quick(address))
            await expectStoreError(.corrupt, containing: "\(Self.digest)") { _ = try await store.get(Self.digest) }
            try await withTemporaryFolder { folder in
                await expectStoreError(.corrupt) { try await store.copy(Self.digest, toFileAt: folder + "/copy") }
                let left = try FileManager.default.contentsOfDirectory(atPath: folder)
                #expect(left.isEmpty)
            }
        }
    }

    @Test("are sent again from their beginning where the connection is cut, and not where they are there")
    func upload() async throws {
        try await withTemporaryFolder { folder in
            try Data(Self.bytes).write(to: URL(filePath: folder + "/file"))
            try await ScriptedServer.run { request, number in
                if request.method == "HEAD" { return .answer(404) }
                return number < 4 ? .cut : .answer(201)
            } _: { server, address in
                let (digest, size) = try await StrataClient.quick(address).upload(fileAt: folder + "/file")
                #expect(digest == Self.digest)
                #expect(size == Int64(Self.bytes.count))
                #expect(server.requests.map(\.method) == ["HEAD", "PUT", "PUT", "PUT"])
                #expect(server.requests.last?.body == Self.bytes)
                #expect(server.requests.last?.header("content-length") == "\(Self.bytes.count)")
            }
            try await ScriptedServer.run { _, _ in
                .answer(200)
            } _: { server, address in
                try await StrataClient.quick(address).upload(Self.bytes)
                #expect(server.requests.map(\.method) == ["HEAD"])
            }
        }
    }

    @Test("are stored though the task that stores them was canceled; then a server that is lost is not waited for")
    func shielded() async throws {
        let isLost = Mutex(false)
        try await ScriptedServer.run { request, _ in
            if isLost.withLock(\.self) { return .answer(503) }
            return request.method == "HEAD" ? .answer(404) : .answer(201)
        } _: { server, address in
            let store = RemoteBlobStore(try StrataClient.quick(address, patience: .seconds(3000)))
            let task = Task {
                // Canceled before it begins.
                while !Task.isCancelled { await Task.yield() }
                return try await store.put(Self.bytes)
            }
            task.cancel()
            #expect(try await task.value == Self.digest)
            #expect(server.requests.map(\.method) == ["HEAD", "PUT"])
            isLost.withLock { $0 = true }
            let second = Task {
                while !Task.isCancelled { await Task.yield() }
                return try await store.put(Self.bytes)
            }
            second.cancel()
            // Ends within the tests' time limit only because the patience of 50 minutes is not used up.
            await expectStoreError(.unavailable) { _ = try await second.value }
        }
    }
}
