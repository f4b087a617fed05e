import StrataClient
import StrataEngine
import StrataModel
import StrataServerTestSupport
import StrataStore
import StrataTestSupport
import Testing

@Suite("Stores on a real server", .timeLimit(.minutes(10)))
struct RemoteStoreContractTests {
    @Test("keep the contract of metadata", arguments: MetadataStoreContract.cases)
    func metadata(_ contractCase: ContractCase<any MetadataStore>) async throws {
        try await ServerFixture.with { server in
            let client = try StrataClient(ServerAddress(server.address))
            try await contractCase.check(RemoteMetadataStore(client))
        }
    }

    @Test("keep the contract of blobs", arguments: BlobStoreContract.cases)
    func blobs(_ contractCase: ContractCase<any BlobStore>) async throws {
        try await ServerFixture.with { server in
            let client = try StrataClient(ServerAddress(server.address))
            try await contractCase.check(RemoteBlobStore(client))
        }
    }

    @Test("take exactly the transitions that the state machine allows")
    func transitions() async throws {
        try await ServerFixture.with { server in
            let store = RemoteMetadataStore(try StrataClient(ServerAddress(server.address)))
            for (from, to) in MetadataStoreContract.statePairs {
                try await MetadataStoreContract.checkTransition(from, to, on: store)
            }
        }
    }

    @Test("agree with a plain model under random schedules", arguments: [1, 2, UInt64.random(in: 3 ... .max)])
    func schedules(seed: UInt64) async throws {
        try await ServerFixture.with { server in
            var schedule = MetadataSchedule(seed: seed)
            try await schedule.run(
                batches: 150,
                on: RemoteMetadataStore(try StrataClient(ServerAddress(server.address)))
            )
        }
    }
}
