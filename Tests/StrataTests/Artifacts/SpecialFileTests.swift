import Foundation
import Strata
import StrataTestSupport
import Testing

@Suite("What is no regular file")
struct SpecialFileTests {
    @Test("is refused as a file artifact before it is opened", .timeLimit(.minutes(10)))
    func refused() async throws {
        try await withTemporaryFolder { folder in
            let fifo = folder + "/fifo"
            #expect(mkfifo(fifo, 0o600) == 0)
            for path in [fifo, folder, "/dev/zero"] {
                let error = await #expect(throws: ArtifactError.self) {
                    try await FileArtifact(contentsOf: URL(filePath: path))
                }
                #expect(error?.message.contains("is no file") == true)
            }
        }
    }
}
