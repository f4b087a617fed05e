import FoundationEssentials

/// A folder of small files that can be made again: what was asked or found out once, by name.
///
/// Files appear only whole. The oldest go when there are too many.
struct KeptFiles: Sendable {
    /// Beyond so many files the older half goes.
    private static let limit = 1024

    private let folder: String

    /// Uses a folder, which is made when something is kept.
    init(folder: String) {
        self.folder = folder
    }

    /// The content of a file; `nil` where it is not kept, or cannot be read and so has to be made again.
    func read(_ name: String) -> [UInt8]? {
        (try? Data(contentsOf: URL(filePath: "\(folder)/\(name)"))).map { Array($0) }
    }

    /// Keeps a file.
    ///
    /// - Throws: ``CacheError`` where the folder cannot be written.
    func write(_ bytes: [UInt8], to name: String) throws(CacheError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)"), options: .atomic)
            try prune()
        } catch {
            throw CacheError(path: folder, problem: "\(error)")
        }
    }

    private func prune() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        guard names.count > Self.limit else { return }
        let dated = names.map { name in
            // Another process may have removed it meanwhile.
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            return (name: name, date: attributes?[.modificationDate] as? Date ?? .distantPast)
        }
        for (name, _) in dated.sorted(by: { $0.date < $1.date }).prefix(names.count / 2) {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}
