import Foundation
import StrataLayers
import StrataModel
import StrataTestSupport
import Testing

@Suite("Remembered digests of files")
struct FileDigestsTests {
    /// A clock that is ahead, since the time at which a file was changed cannot be set.
    private static func ahead() -> Int64 {
        Int64(Date().timeIntervalSince1970 * 1e9) + 5_000_000_000
    }

    @Test("spare reading a file again that is old enough, also for the next process")
    func remembers() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/file"
            let memory = folder + "/cache/digests"
            try write("one".utf8, to: path)
            var digests = FileDigests(file: memory, now: Self.ahead)
            for _ in 0..<3 { #expect(try digests.digest(ofFileAt: path).digest == Digest(hashing: Array("one".utf8))) }
            #expect(digests.filesRead == 1)
            try digests.save()
            var next = FileDigests(file: memory, now: Self.ahead)
            #expect(try next.digest(ofFileAt: path) == (Digest(hashing: Array("one".utf8)), 3))
            #expect(next.filesRead == 0)
            // The same size and the same time of change: the file system's own time gives it away.
            let status = try FileManager.default.attributesOfItem(atPath: path)
            try await Task.sleep(for: .milliseconds(20))
            try write("two".utf8, to: path)
            try FileManager.default.setAttributes(
                [.modificationDate: try #require(status[.modificationDate])],
                ofItemAtPath: path
            )
            #expect(try next.digest(ofFileAt: path).digest == Digest(hashing: Array("two".utf8)))
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder + "/cache").sorted() == [
                    "digests", "digests.lock",
                ]
            )
        }
    }

    @Test("are not trusted for files that changed within the last two seconds")
    func racy() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/file"
            try write("one".utf8, to: path)
            var digests = FileDigests(file: folder + "/digests")
            for _ in 0..<3 { _ = try digests.digest(ofFileAt: path) }
            #expect(digests.filesRead == 3)
            try digests.save()
            #expect(!FileManager.default.fileExists(atPath: folder + "/digests"))
        }
    }

    @Test("are forgotten when their file is damaged, and kept when others save theirs")
    func damaged() async throws {
        try await withTemporaryFolder { folder in
            var first = FileDigests(file: folder + "/digests", now: Self.ahead)
            var second = FileDigests(file: folder + "/digests", now: Self.ahead)
            for name in ["a", "b"] { try write(Array(name.utf8), to: folder + "/" + name) }
            _ = try first.digest(ofFileAt: folder + "/a")
            _ = try second.digest(ofFileAt: folder + "/b")
            try first.save()
            try second.save()
            var both = FileDigests(file: folder + "/digests", now: Self.ahead)
            for name in ["a", "b"] { _ = try both.digest(ofFileAt: folder + "/" + name) }
            #expect(both.filesRead == 0)
            let bytes = try read(folder + "/digests")
            let damages: [(inout [UInt8]) -> Void] = [
                { $0[60] ^= 1 }, { $0.removeLast() }, { $0 = [] }, { $0 = Array($0.prefix(3)) }, { $0[0] = 0 },
            ]
            for damage in damages {
                var damaged = bytes
                damage(&damaged)
                try write(damaged, to: folder + "/digests")
                var digests = FileDigests(file: folder + "/digests", now: Self.ahead)
                #expect(try digests.digest(ofFileAt: folder + "/a").digest == Digest(hashing: [97]))
                #expect(digests.filesRead == 1)
                try digests.save()
            }
            expectLayerError(.notFound, containing: folder + "/none") {
                _ = try first.digest(ofFileAt: folder + "/none")
            }
        }
    }
}
