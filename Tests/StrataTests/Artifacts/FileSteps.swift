import Foundation
import Strata

/// Functions that take and make files and folders.
enum FileSteps {
    @Func
    static func write(_ text: String, name: String = "note.txt") async throws -> FileArtifact {
        let folder = FileManager.default.temporaryDirectory.appending(path: "strata-step-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(text.utf8).write(to: folder.appending(path: name))
        return try await FileArtifact(contentsOf: folder.appending(path: name))
    }

    @Func
    static func read(_ file: FileArtifact) async throws -> String {
        String(decoding: try await file.data(), as: UTF8.self)
    }

    @Func
    static func bundle(_ folder: DirectoryArtifact) async throws -> DirectoryArtifact {
        let copy = FileManager.default.temporaryDirectory.appending(path: "strata-step-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: copy) }
        try await folder.copy(to: copy)
        return try await DirectoryArtifact(contentsOf: copy)
    }

    @Func
    static func spoil(_ file: FileArtifact, at path: String) async throws -> String {
        try Data("changed".utf8).write(to: URL(filePath: path))
        return String(decoding: try await file.data(), as: UTF8.self)
    }
}
