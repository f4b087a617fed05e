import Foundation
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataLayers

@Suite("The tar writer")
struct TarWriterTests {
    static let longName = String(repeating: "long-folder/", count: 12) + "name.txt"
    static let veryLongName = (0..<8).map { "\($0)" + String(repeating: "x", count: 120) }.joined(separator: "/")
    static let samples: [LayerEntry] = [
        file("usr/bin/tool", "#!/bin/sh\n", mode: 0o4755),
        LayerEntry(path: "usr", kind: .directory, mode: 0o700, uid: 12, gid: 34),
        LayerEntry(path: "empty", kind: .file(.bytes([])), mode: 0),
        LayerEntry(path: "usr/bin/link", kind: .symbolicLink(target: "../lib/nothing"), mode: 0o777),
        LayerEntry(path: "usr/bin/zwei", kind: .hardLink(target: "usr/bin/tool"), mode: 0o4755),
        file("über/文件 \u{1F600}.txt", "ä"), file(longName, "a"), file(veryLongName, "b"),
        LayerEntry(
            path: "far",
            kind: .symbolicLink(target: String(repeating: "up/", count: 60) + "ende-é"),
            mode: 0o777
        ),
        LayerEntry(path: "owned", kind: .file(.bytes([1])), mode: 0o600, uid: 3_000_000, gid: Int(UInt32.max)),
        LayerEntry(path: "tmp", kind: .directory, mode: 0o1777), file("tmp-x"), file("tmp/x"),
    ]

    @Test("writes what GNU tar and bsdtar read")
    func foreignReaders() async throws {
        try await withTemporaryFolder { folder in
            try write(try archive(Self.samples), to: folder + "/a.tar")
            for program in ["tar", "bsdtar"] {
                let target = folder + "/" + program
                try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
                try await run(program, "-xf", folder + "/a.tar", "--no-same-owner", "-C", target)
                for entry in Self.samples {
                    let path = target + "/" + entry.path
                    let attributes = try FileManager.default.attributesOfItem(atPath: path)
                    switch entry.kind {
                    case .directory: #expect(attributes[.type] as? FileAttributeType == .typeDirectory)
                    case .file(.bytes(let bytes)): #expect(try read(path) == bytes, "\(path)")
                    case .symbolicLink(let link):
                        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == link)
                    case .hardLink: #expect(attributes[.referenceCount] as? Int == 2)
                    default: Issue.record("No sample is one")
                    }
                }
                // Both say something of what they do not like.
                let listing = try await runProgram([program, "-tvf", folder + "/a.tar"])
                #expect(listing.exitCode == 0 && listing.errors.isEmpty, "\(listing.errors)")
                #expect(listing.output.contains("3000000"))
                #expect(listing.output.contains("1970") && !listing.output.contains("root"))
                #expect(listing.output.contains("rwsr-xr-x"))
            }
        }
    }

    @Test("orders entries by bytes, parents first, and adds the directories that were not named")
    func order() throws {
        let entries = try readArchive(archive(Self.samples.shuffled() + [file("b/c/d/e")]))
        let paths = entries.map(\.entry.path)
        #expect(paths.contains("b/c/d/") && paths.contains("b/"))
        let plain = paths.map { $0.hasSuffix("/") ? Array($0.utf8.dropLast()) : Array($0.utf8) }
        #expect(plain == plain.sorted { $0.lexicographicallyPrecedes($1) })
        let added = try #require(entries.first { $0.entry.path == "b/c/" }).entry
        #expect(added.mode == 0o755 && added.uid == 0 && added.kind == .directory)
    }

    @Test(
        "gives the same bytes for the same entries in any order",
        arguments: [0, 1_700_000_000, 8_589_934_591] as [Int64]
    )
    func deterministic(timestamp: Int64) throws {
        let bytes = try archive(Self.samples, timestamp: timestamp)
        for _ in 0..<5 { #expect(try archive(Self.samples.shuffled(), timestamp: timestamp) == bytes) }
        #expect(try readArchive(bytes).allSatisfy { $0.entry.modificationTime == timestamp })
        // What the format was when this was written: a change here changes every digest.
        if timestamp == 0 {
            let digest = "sha256:167239c6bc25585ac73ffb3d6165f042f215daabcb95d43a31b905a880938da3"
            #expect("\(Digest(hashing: bytes))" == digest)
        }
    }

    @Test("writes PAX headers for nothing but what needs them")
    func paxHeaders() throws {
        func count(_ entries: [LayerEntry]) throws -> Int {
            try archive(entries).count / 512 - 2
        }
        #expect(try count([LayerEntry(path: String(repeating: "a", count: 99), kind: .directory, mode: 0)]) == 1)
        #expect(try count([LayerEntry(path: String(repeating: "a", count: 100), kind: .directory, mode: 0)]) == 3)
        #expect(try count([file(String(repeating: "a", count: 100), "")]) == 1)
        #expect(try count([file(String(repeating: "a", count: 101), "")]) == 3)
        #expect(try count([LayerEntry(path: "l", kind: .symbolicLink(target: Self.longName), mode: 0)]) == 3)
    }

    @Test("says sizes beyond 8 GiB in a way that others read")
    func largeFile() async throws {
        try await withTemporaryFolder { folder in
            let size: Int64 = 8 << 30
            for large in [size - 1, size, 5 * size] {
                let header = TarHeaderFields(path: Array("large".utf8), type: 48, mode: 0o644, size: large, time: 0)
                let blocks = header.blocks()
                try write(blocks, to: folder + "/a.tar")
                // A file with a hole of that size.
                try await run(
                    "truncate",
                    "-s",
                    "\(Int64(blocks.count) + (large + 511) / 512 * 512 + 1024)",
                    folder + "/a.tar"
                )
                for program in ["tar", "bsdtar"] {
                    #expect(try await run(program, "-tvf", folder + "/a.tar").contains("\(large)"))
                }
                var reader = TarReader()
                try blocks.withUnsafeBytes { bytes in
                    try reader.read(bytes) { event in
                        if case .entry(let entry) = event { #expect(entry.size == large && entry.path == "large") }
                    }
                }
            }
        }
    }

    @Test(
        "refuses names that are none, and says which",
        arguments: [
            "", "/etc/passwd", "..", "a/../b", "a/..", ".", "./a", "a//b", "a/", "a\u{0}b", ".wh.a", "a/.wh..wh..opq",
            String(repeating: "x", count: 256), String(repeating: "x/", count: 2100) + "x",
        ]
    )
    func badNames(name: String) {
        expectLayerError(.invalidEntry, containing: "cannot be a name") { _ = try archive([file(name)]) }
    }

    @Test("refuses entries that contradict each other or cannot be written")
    func badEntries() {
        func refuses(_ text: String, _ entries: [LayerEntry], timestamp: Int64 = 0) {
            expectLayerError(.invalidEntry, containing: text) { _ = try archive(entries, timestamp: timestamp) }
        }
        refuses("two entries for 'a'", [file("a"), file("a")])
        refuses("'a/b' lies below 'a'", [file("a"), file("a/b")])
        refuses("mode 0170644", [file("a", mode: 0o170644)])
        refuses("belongs to -1:0", [LayerEntry(path: "a", kind: .directory, mode: 0, uid: -1)])
        refuses("empty or impossible", [LayerEntry(path: "a", kind: .symbolicLink(target: ""), mode: 0)])
        refuses("leads to 'b'", [LayerEntry(path: "a", kind: .hardLink(target: "b"), mode: 0), file("b")])
        refuses("leads to 'c'", [LayerEntry(path: "d", kind: .hardLink(target: "c"), mode: 0)])
        refuses("timestamp -1", [], timestamp: -1)
        refuses("timestamp", [], timestamp: TarWriter.maximalTimestamp + 1)
    }

    @Test("takes names apart that Swift takes for one")
    func unicode() throws {
        let composed = "caf\u{E9}"
        let decomposed = "cafe\u{301}"
        #expect(composed == decomposed)
        #expect(try readArchive(archive([file(composed), file(decomposed)])).count == 2)
    }

    @Test("names a file that is not as announced, or changes while it is read")
    func changes() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/data"
            try write([UInt8](repeating: 7, count: 600_000), to: path)
            func entry(_ size: Int64) -> LayerEntry {
                LayerEntry(path: "data", kind: .file(.file(path: path, size: size)), mode: 0o644)
            }
            #expect(try readArchive(archive([entry(600_000)])).first?.content.count == 600_000)
            expectLayerError(.changed, containing: path, "600000", "599999") { _ = try archive([entry(599_999)]) }
            for change in ["truncate -s 1000", "truncate -s 700000"] {
                try write([UInt8](repeating: 7, count: 600_000), to: path)
                var isChanged = false
                expectLayerError(.changed, containing: path) {
                    try TarWriter.write([entry(600_000)]) { _ in
                        guard !isChanged else { return }
                        isChanged = true
                        let handle = try FileHandle(forUpdating: URL(filePath: path))
                        try handle.truncate(atOffset: change.contains("1000") ? 1000 : 700_000)
                    }
                }
            }
            expectLayerError(.notFound, containing: folder + "/none") {
                let kind = LayerEntry.Kind.file(.file(path: folder + "/none", size: 1))
                _ = try archive([LayerEntry(path: "x", kind: kind, mode: 0)])
            }
            expectLayerError(.inputOutput, containing: "no regular file") {
                _ = try archive([LayerEntry(path: "x", kind: .file(.file(path: folder, size: 1)), mode: 0)])
            }
        }
    }
}
