import StrataAPI
import StrataEngine
import StrataModel
import StrataStore
import Testing

extension ServerStoreContract {
    static let keyCases: [ContractCase<any ServerStore>] = [
        ContractCase("Keys are kept with their hashes, the newest first") { store in
            var keys = (0..<3).map { key("0000000\($0)", at: Int64($0)) }
            keys[1].expiresAt = Samples.time(99)
            for key in keys { try await store.add(key, hash: Array(key.id.utf8)) }
            #expect(try await store.keys() == keys.reversed())
            let found = try #require(try await store.key(id: keys[1].id))
            #expect(found.key == keys[1])
            #expect(found.hash == Array(keys[1].id.utf8))
            #expect(try await store.key(id: "unknown") == nil)
            await expectStoreError(.conflict, containing: keys[0].id) { [keys] in
                try await store.add(keys[0], hash: [1])
            }
            #expect(try await store.key(id: keys[0].id)?.hash == Array(keys[0].id.utf8))
        },
        ContractCase("A key's last use is known to the minute, and does not go back") { store in
            let minute: Int64 = 60_000_000
            let key = key("00000001")
            try await store.add(key, hash: [1])
            for (time, expected) in [(3, 3), (2, 3), (3, 3), (4, 4)] as [(Int64, Int64)] {
                try await store.touchKey(id: key.id, at: Samples.time(time * minute))
                #expect(try await store.key(id: key.id)?.key.lastUsedAt == Samples.time(expected * minute))
            }
            try await store.touchKey(id: key.id, at: Samples.time(4 * minute + 1))
            #expect(try await store.key(id: key.id)?.key.lastUsedAt == Samples.time(4 * minute))
            try await store.touchKey(id: "unknown", at: Samples.time(0))
        },
        ContractCase("A session has its key as it is, until it expires or is ended") { store in
            let key = key("00000001")
            try await store.add(key, hash: [1])
            let end = Timestamp(microseconds: Timestamp.now.microseconds + 3_600_000_000)
            try await store.addSession(hash: [1, 2], key: key.id, csrfToken: "t", expiresAt: end)
            try await store.addSession(hash: [3], key: key.id, csrfToken: "u", expiresAt: end)
            try await store.touchKey(id: key.id, at: Samples.time(5))
            let session = try #require(try await store.session(hash: [1, 2], at: .now))
            #expect(session.key.lastUsedAt == Samples.time(5))
            #expect(session.csrfToken == "t")
            #expect(session.expiresAt == end)
            #expect(try await store.session(hash: [1, 2], at: end) == nil)
            #expect(try await store.session(hash: [1], at: .now) == nil)
            try await store.removeSession(hash: [1, 2])
            #expect(try await store.session(hash: [1, 2], at: .now) == nil)
            #expect(try await store.session(hash: [3], at: .now) != nil)
        },
        ContractCase("Revoking a key ends its sessions, and opens no new ones") { store in
            let keys = [key("00000001"), key("00000002")]
            let end = Timestamp(microseconds: Timestamp.now.microseconds + 3_600_000_000)
            for (number, key) in keys.enumerated() {
                try await store.add(key, hash: [1])
                try await store.addSession(hash: [UInt8(number)], key: key.id, csrfToken: "t", expiresAt: end)
            }
            #expect(try await store.revokeKey(id: keys[0].id, at: Samples.time(7)))
            #expect(try await !store.revokeKey(id: keys[0].id, at: Samples.time(8)))
            #expect(try await !store.revokeKey(id: "unknown", at: Samples.time(8)))
            #expect(try await store.key(id: keys[0].id)?.key.revokedAt == Samples.time(7))
            #expect(try await store.session(hash: [0], at: .now) == nil)
            #expect(try await store.session(hash: [1], at: .now)?.key.id == keys[1].id)
            for key in [keys[0].id, "unknown"] {
                await expectStoreError(.notFound, containing: key) {
                    try await store.addSession(hash: [9], key: key, csrfToken: "t", expiresAt: end)
                }
            }
        },
    ]

    private static func key(_ id: String, at time: Int64 = 0) -> APIKey {
        APIKey(id: id, name: "Ada's laptop", scope: .submit, createdAt: Samples.time(time))
    }
}
