import StrataOCI
import StrataTestSupport
import Synchronization
import Testing

@testable import StrataRegistry

/// Limits on what goes on at once.
@Suite("A gate")
struct GateTests {
    @Test("lets in no more than it has places for, in the order they came")
    func limit() async throws {
        let gate = Gate(places: 2)
        let witness = Witness()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<200 {
                group.addTask {
                    let places = index % 3 == 0 ? 2 : 1
                    try await gate.hold(places: places) {
                        witness.enter(places)
                        await Task.yield()
                        witness.leave(places)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(witness.counts.most == 2)
        #expect(witness.counts.done == 200)
    }

    /// Counts who is inside.
    private final class Witness: Sendable {
        struct Counts {
            var inside = 0
            var most = 0
            var done = 0
        }

        private let state = Mutex(Counts())

        var counts: Counts { state.withLock { $0 } }

        func enter(_ places: Int) {
            state.withLock {
                $0.inside += places
                $0.most = max($0.most, $0.inside)
            }
        }

        func leave(_ places: Int) {
            state.withLock {
                $0.inside -= places
                $0.done += 1
            }
        }
    }

    @Test("loses no place to those who are canceled while they wait")
    func cancellation() async throws {
        let seed: UInt64 = 20_260_803
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        let gate = Gate(places: 3)
        for _ in 0..<200 {
            let tasks = (0..<8).map { index in
                Task { try await gate.hold(places: 1 + index % 3) { try await Task.sleep(for: .microseconds(50)) } }
            }
            for task in tasks where Bool.random(using: &generator) {
                if Bool.random(using: &generator) { await Task.yield() }
                task.cancel()
            }
            for task in tasks { _ = await task.result }
        }
        let isFree = try await Deadline.run(within: .seconds(20)) { try await gate.hold(places: 3) { true } }
        #expect(isFree == true)
    }

    @Test("keeps the requests to a registry below its limit")
    func requests() async throws {
        try await RegistryFixture.run { registry in
            try await FaultProxy.run(upstream: registry.port) { proxy in
                let host = try RegistryHost(proxy.host)
                let options = RegistryClientOptions.tests([host: RegistryOptions(concurrency: 3)])
                try await RegistryClient.withClient(options, credentials: .anonymous) { client in
                    let place = try ImageRepository("\(host)/digits")
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for seed in 0..<30 {
                            group.addTask { try await client.upload(sampleBytes(1000, seed: UInt64(seed)), to: place) }
                        }
                        try await group.waitForAll()
                    }
                }
                #expect(proxy.mostOpen <= 3)
                #expect(proxy.count("PUT", "/uploads/") == 30)
            }
        }
    }

    @Test("does not let copies in opposite directions wait for each other", arguments: [1, 2])
    func opposite(concurrency: Int) async throws {
        try await RegistryFixture.run { first in
            try await RegistryFixture.run { second in
                let left = try RegistryHost(first.host)
                let right = try RegistryHost(second.host)
                let limit = RegistryOptions(concurrency: concurrency)
                let options = RegistryClientOptions.tests([left: limit, right: limit])
                try await RegistryClient.withClient(options, credentials: .anonymous) { client in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for seed in 0..<20 {
                            group.addTask {
                                let (bytes, descriptor) = sampleBlob(200_000, seed: UInt64(seed))
                                let from = try ImageRepository("\(seed % 2 == 0 ? left : right)/a")
                                let to = try ImageRepository("\(seed % 2 == 0 ? right : left)/b")
                                try await client.upload(bytes, to: from)
                                let transfer = try await client.copyBlob(descriptor, from: from, to: to)
                                #expect(transfer == .streamed(bytes: 200_000))
                            }
                        }
                        try await group.waitForAll()
                    }
                }
            }
        }
    }
}
