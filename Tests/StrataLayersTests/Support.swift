import Foundation
import StrataLayers
import StrataTestSupport
import Testing

/// Runs a program that must succeed.
@discardableResult
func run(_ arguments: String..., in folder: String? = nil, environment: [String: String?] = [:]) async throws -> String
{
    let outcome = try await runProgram(arguments, in: folder, environment: environment)
    try #require(outcome.exitCode == 0, "\(arguments): \(outcome.errors)\(outcome.output)")
    return outcome.output
}

/// Writes a file.
func write(_ bytes: some Collection<UInt8>, to path: String) throws {
    try Data(bytes).write(to: URL(filePath: path))
}

/// Reads a file.
func read(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
}

/// Expects an error of a kind, whose text has some parts.
func expectLayerError(_ code: LayerError.Code, containing parts: String..., when body: () throws -> Void) {
    do {
        try body()
        Issue.record("Nothing was thrown; expected \(code)")
    } catch let error as LayerError {
        #expect(error.code == code, "\(error)")
        for part in parts { #expect("\(error)".contains(part), "\(error)") }
    } catch {
        Issue.record("Another error was thrown: \(error)")
    }
}

/// The bytes of an archive.
func archive(_ entries: [LayerEntry], timestamp: Int64 = 0) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try TarWriter.write(entries, timestamp: timestamp) { bytes.append(contentsOf: $0) }
    return bytes
}

/// An entry that was read, with its content.
struct ReadEntry: Equatable {
    var entry: TarEntry
    var content: [UInt8] = []
    var isOver = false
}

/// Reads an archive, in pieces of some size.
func readArchive(_ bytes: [UInt8], piece: Int = .max, maximalEntrySize: Int64 = 1 << 40) throws -> [ReadEntry] {
    var reader = TarReader(maximalEntrySize: maximalEntrySize)
    var entries: [ReadEntry] = []
    func take(_ event: TarReader.Event) {
        switch event {
        case .entry(let entry): entries.append(ReadEntry(entry: entry))
        case .data(let data): entries[entries.count - 1].content.append(contentsOf: data)
        case .endOfEntry: entries[entries.count - 1].isOver = true
        }
    }
    try bytes.withUnsafeBytes { buffer in
        var rest = UnsafeRawBufferPointer(buffer)
        while !rest.isEmpty {
            try reader.read(UnsafeRawBufferPointer(rebasing: rest.prefix(piece)), take)
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece))
        }
    }
    try reader.finish()
    return entries
}

/// Decompresses, in pieces of some size.
func decompress(
    _ bytes: [UInt8],
    _ compression: LayerCompression? = nil,
    limits: DecompressionLimits = .init(),
    piece: Int = .max
) throws -> [UInt8] {
    var decompressor = try Decompressor(compression, limits: limits)
    var result: [UInt8] = []
    try bytes.withUnsafeBytes { buffer in
        var rest = UnsafeRawBufferPointer(buffer)
        while !rest.isEmpty {
            try decompressor.decompress(UnsafeRawBufferPointer(rebasing: rest.prefix(piece))) {
                result.append(contentsOf: $0)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece))
        }
    }
    try decompressor.finish { result.append(contentsOf: $0) }
    return result
}

/// Bytes that compress to about half their size.
func sampleBytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    var numbers: [UInt64] = []
    numbers.reserveCapacity(count / 8 + 1)
    for _ in 0..<min(count / 8 + 1, 50_000) { numbers.append(generator.next() & 0x0F0F_FFFF_000F_0000) }
    // Debug builds take their time for each random number, so large samples repeat themselves, with a difference.
    while numbers.count <= count / 8 { numbers += numbers.prefix(count / 8 + 1 - numbers.count).map { ~$0 } }
    return numbers.withUnsafeBytes { Array($0.prefix(count)) }
}

/// A file in memory, as an entry.
func file(_ path: String, _ text: String = "content\n", mode: UInt16 = 0o644) -> LayerEntry {
    LayerEntry(path: path, kind: .file(.bytes(Array(text.utf8))), mode: mode)
}
