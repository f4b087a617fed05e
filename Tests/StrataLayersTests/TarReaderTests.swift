import Foundation
import StrataTestSupport
import Testing

@testable import StrataLayers

@Suite("The tar reader")
struct TarReaderTests {
    @Test("reads the same from pieces of any size", arguments: [1, 7, 511, 512, 513, 10_000])
    func pieces(size: Int) throws {
        let bytes = try archive(TarWriterTests.samples, timestamp: 42)
        let entries = try readArchive(bytes, piece: size)
        #expect(try entries == readArchive(bytes))
        #expect(entries.allSatisfy { $0.isOver && $0.entry.flags.isEmpty })
        #expect(entries.contains { $0.entry.path == TarWriterTests.veryLongName && $0.content == Array("b".utf8) })
        #expect(entries.contains { $0.entry.uid == 3_000_000 && $0.entry.gid == Int64(UInt32.max) })
    }

    @Test(
        "reads what GNU tar and bsdtar write",
        arguments: [
            ["tar", "--format=gnu"], ["tar", "--format=oldgnu"], ["tar", "--format=posix"],
            ["tar", "--format=posix", "--sparse"], ["tar", "--format=gnu", "--sparse"], ["bsdtar", "--format=pax"],
            ["bsdtar", "--format=gnutar"],
        ]
    )
    func foreignWriters(program: [String]) async throws {
        try await withTemporaryFolder { folder in
            let name = String(repeating: "folder/", count: 20)
            let files = FileManager.default
            try files.createDirectory(atPath: folder + "/in/" + name, withIntermediateDirectories: true)
            try write("hello".utf8, to: folder + "/in/" + name + "grün.txt")
            try files.createSymbolicLink(
                atPath: folder + "/in/link",
                withDestinationPath: String(repeating: "x", count: 150)
            )
            try files.linkItem(atPath: folder + "/in/" + name + "grün.txt", toPath: folder + "/in/zweiter")
            try await run("mkfifo", folder + "/in/pipe")
            try await run("truncate", "-s", "10M", folder + "/in/hole")
            try await run("touch", "-d", "@1234567890.5", folder + "/in/zweiter")
            let arguments = program + ["-cf", folder + "/a.tar", "-C", folder + "/in", "."]
            let outcome = try await runProgram(arguments)
            try #require(outcome.exitCode == 0, "\(outcome.errors)")
            let entries = try readArchive(read(folder + "/a.tar"), piece: 1000)
            let byPath = Dictionary(uniqueKeysWithValues: try entries.map { (try $0.entry.safePath(), $0) })
            #expect(byPath[""]?.entry.kind == .directory)
            #expect(byPath["pipe"]?.entry.kind == .fifo)
            #expect(byPath["link"]?.entry.kind == .symbolicLink(target: String(repeating: "x", count: 150)))
            // Either of the two names is the file, the other one the link.
            let pair = [try #require(byPath["zweiter"]), try #require(byPath[name + "grün.txt"])]
            #expect(pair.filter { $0.entry.kind == .file && $0.content == Array("hello".utf8) }.count == 1)
            #expect(pair.allSatisfy { $0.entry.modificationTime == 1_234_567_890 })
            let hole = try #require(byPath["hole"]).entry
            #expect(hole.kind == .file)
            #expect(hole.flags.contains(.sparse) || hole.size == 10 << 20)
            #expect(byPath.count == 6 + 20)
        }
    }

    @Test("reports what is dangerous to extract, and normalises names as runtimes do")
    func dangerous() async throws {
        func header(_ path: String, _ type: Character = "0") throws -> [UInt8] {
            let type = try #require(type.asciiValue)
            return TarHeaderFields(path: Array(path.utf8), type: type, mode: 0o644, time: 0).blocks()
        }
        let end = [UInt8](repeating: 0, count: 1024)
        func entry(_ bytes: [UInt8]) throws -> TarEntry { try #require(readArchive(bytes + end).first).entry }
        let cases: [(String, Character, TarEntry.Flags, String?)] = [
            ("a/./b//c", "0", [], "a/b/c"), ("./", "5", [], ""), ("/etc/passwd", "0", .absolutePath, "etc/passwd"),
            ("../x", "0", .parentReference, nil), ("a/../../x", "0", .parentReference, nil),
            ("dev/sda", "4", .device, "dev/sda"),
            ("dev/tty", "3", .device, "dev/tty"), ("", "0", .impossiblePath, nil), ("..a/b..", "0", [], "..a/b.."),
        ]
        for (path, type, flags, safe) in cases {
            let entry = try entry(header(path, type))
            #expect(entry.flags == flags, "\(path)")
            if let safe {
                #expect(try entry.safePath() == safe)
            } else {
                expectLayerError(.malformed, containing: "an entry") { _ = try entry.safePath() }
            }
        }
        // Latin-1 in a PAX header.
        var bytes = try header("gr\u{FC}n")
        let index = try #require(bytes.firstIndex(of: 0xC3))
        bytes.replaceSubrange(index...(index + 1), with: [0xFC, 0x6E])
        #expect(try entry(bytes).flags == .notUTF8)
    }

    @Test("refuses what is damaged, and says where")
    func damaged() throws {
        let bytes = try archive([file("a", String(repeating: "x", count: 1000)), file(TarWriterTests.veryLongName)])
        func refuses(_ code: LayerError.Code, _ text: String, _ change: (inout [UInt8]) -> Void) {
            var changed = bytes
            change(&changed)
            expectLayerError(code, containing: text, "byte") { _ = try readArchive(changed, piece: 333) }
        }
        refuses(.malformed, "checksum") { $0[0] ^= 1 }
        refuses(.malformed, "checksum") { $0[150] = UInt8(ascii: "9") }
        refuses(.truncated, "too early") { $0.removeLast(bytes.count - 700) }
        refuses(.truncated, "too early") { $0.removeLast(bytes.count - 100) }
        refuses(.truncated, "too early") { $0.removeLast(1024 + 512 + 10) }
        refuses(.malformed, "empty block") { $0.insert(contentsOf: [UInt8](repeating: 0, count: 512), at: 0) }
        expectLayerError(.tooLarge, containing: "1000 bytes; 999") { _ = try readArchive(bytes, maximalEntrySize: 999) }
        // Without the empty blocks, as some writers leave them out.
        #expect(try readArchive(Array(bytes.dropLast(1024))).count == 9)
        #expect(try readArchive(bytes + [1, 2, 3]).count == 9)
        #expect(try readArchive([]).isEmpty)
    }

    @Test(
        "refuses extended headers that are malformed or too large",
        arguments: [
            ("9 path=ab", "does not end"), ("x path=a\n", "no number"), ("99 path=a\n", "beyond"),
            ("-9 path=a\n", "no number"),
            ("5 a=\n\n", "record"), ("7 path\n", "no key"), ("12 size=abc\n", "'size'"), ("12 mtime=1x\n", "'mtime'"),
            ("11 size=-1\n", "negative size"), ("28 size=9223372036854775807\n", "allowed"), ("7 =abc\n", "no key"),
            ("29 size=99223372036854775807\n", "'size'"), ("99999999999999999999 a=b\n", "no number"),
            ("0 a=b\n", "no number"),
        ]
    )
    func paxHeaders(content: String, problem: String) throws {
        func block(_ type: Character, _ size: Int64) -> [UInt8] {
            TarHeaderFields(path: [97], type: type.asciiValue ?? 0, mode: 0, size: size, time: 0).blocks()
        }
        let bytes = Array(content.utf8)
        let padded = bytes + [UInt8](repeating: 0, count: 512 - bytes.count)
        #expect(throws: LayerError.self) {
            do {
                _ = try readArchive(block("x", Int64(bytes.count)) + padded + block("0", 0))
            } catch {
                #expect("\(error)".contains(problem), "\(error)")
                throw error
            }
        }
        for type in ["x", "g", "L", "K"] as [Character] {
            expectLayerError(.tooLarge, containing: "extended header") { _ = try readArchive(block(type, 1 << 20 + 1)) }
        }
    }

    @Test("applies global headers to all that follow, until they are taken back")
    func globalHeaders() throws {
        func pax(_ type: Character, _ records: String) -> [UInt8] {
            let bytes = Array(records.utf8)
            let header = TarHeaderFields(
                path: [97],
                type: type.asciiValue ?? 0,
                mode: 0,
                size: Int64(bytes.count),
                time: 0
            )
            return header.blocks() + bytes + [UInt8](repeating: 0, count: 512 - bytes.count)
        }
        let entry = TarHeaderFields(path: Array("name".utf8), type: 48, mode: 0, time: 5).blocks()
        let bytes =
            pax("g", "8 uid=7\n11 mtime=-1.5\n".replacing("11 mtime", with: "14 mtime")) + entry
            + pax("x", "8 uid=9\n") + entry + entry + pax("g", "7 uid=\n9 mtime=\n") + entry
        let entries = try readArchive(bytes).map(\.entry)
        #expect(entries.map(\.uid) == [7, 9, 7, 0])
        #expect(entries.map(\.modificationTime) == [-2, -2, -2, 5])
    }
}
