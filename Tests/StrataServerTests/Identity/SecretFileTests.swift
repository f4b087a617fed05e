import Crypto
import Foundation
import StrataEngine
import StrataTestSupport
import Testing

@testable import StrataServer

@Suite("The server's secret")
struct SecretFileTests {
    private static func fingerprint(_ secret: ServerSecret) -> Data {
        secret.key(for: .attemptToken).withUnsafeBytes { Data($0) }
    }

    @Test("is made once, for this user alone, also where many start at once")
    func making() async throws {
        try await withTemporaryFolder { folder in
            let found = try await withThrowingTaskGroup(of: Data.self) { group in
                for _ in 0..<20 { group.addTask { Self.fingerprint(try SecretFile(home: folder).open()) } }
                return try await group.reduce(into: Set<Data>()) { $0.insert($1) }
            }
            #expect(found.count == 1)
            let path = SecretFile(home: folder).path
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(attributes[.size] as? Int == 32)
            let bytes = try Data(contentsOf: URL(filePath: path))
            #expect(Set(bytes).count > 8)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/server") == ["secret"])
        }
    }

    @Test("differs between stores")
    func differing() async throws {
        try await withTemporaryFolder { folder in
            let one = try SecretFile(home: folder + "/a".madeFolder(in: folder)).open()
            let two = try SecretFile(home: folder + "/b".madeFolder(in: folder)).open()
            #expect(Self.fingerprint(one) != Self.fingerprint(two))
            #expect(!"\(one)".contains(Self.fingerprint(one).base64EncodedString()))
        }
    }

    @Test("is closed to others where it was open to them")
    func permissions() async throws {
        try await withTemporaryFolder { folder in
            let file = SecretFile(home: folder)
            let first = Self.fingerprint(try file.open())
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
            #expect(Self.fingerprint(try file.open()) == first)
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test("is refused in words where the file is anything else", arguments: [0, 31, 33, 5000])
    func wrongLength(_ count: Int) async throws {
        try await withTemporaryFolder { folder in
            let file = SecretFile(home: folder)
            _ = "/server".madeFolder(in: folder)
            try Data(repeating: 1, count: count).write(to: URL(filePath: file.path))
            let error = #expect(throws: StoreError.self) { try file.open() }
            #expect(error?.message.contains(file.path) == true)
            #expect(error?.remedy != nil)
        }
    }

    @Test("is not read through a link, and not made where there is a folder")
    func links() async throws {
        try await withTemporaryFolder { folder in
            let file = SecretFile(home: folder)
            _ = "/server".madeFolder(in: folder)
            let target = folder + "/elsewhere"
            try Data(repeating: 1, count: 32).write(to: URL(filePath: target))
            try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: target)
            #expect(throws: StoreError.self) { try file.open() }
            try FileManager.default.removeItem(atPath: file.path)
            try FileManager.default.createDirectory(atPath: file.path, withIntermediateDirectories: true)
            #expect(throws: StoreError.self) { try file.open() }
        }
    }
}

extension String {
    /// Makes the folder of this name in `parent`.
    fileprivate func madeFolder(in parent: String) -> String {
        try? FileManager.default.createDirectory(atPath: parent + self, withIntermediateDirectories: true)
        return self
    }
}
