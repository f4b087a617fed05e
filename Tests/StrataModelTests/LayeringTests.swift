import Foundation
import StrataTestSupport
import Testing

/// Holds the package's targets to the directions that `ARCHITECTURE.md` states.
@Suite("Targets")
struct LayeringTests {
    /// What each target of ours may import of ours.
    private static let allowed: [String: Set<String>] = [
        "StrataModel": [],
        "StrataSections": [],
        "StrataMacros": [],
        "StrataEngine": ["StrataModel"],
        "StrataAPI": ["StrataModel"],
        "StrataStore": ["StrataModel", "StrataAPI", "StrataEngine"],
        "StrataClient": ["StrataModel", "StrataAPI", "StrataEngine"],
        "Strata": [
            "StrataModel", "StrataAPI", "StrataEngine", "StrataStore", "StrataClient", "StrataMacros", "StrataSections",
        ],
        "StrataGraph": ["StrataModel", "StrataAPI"],
        "StrataAssetsTool": [],
        "StrataDashboard": ["StrataModel", "StrataAPI", "StrataGraph"],
        "StrataServer": [
            "StrataModel", "StrataAPI", "StrataEngine", "StrataStore", "StrataGraph", "StrataDashboard",
            "StrataCDeflate",
        ],
        "StrataTestKit": ["Strata", "StrataModel", "StrataEngine"],
        "StrataOCI": ["StrataModel"],
        "StrataLayers": ["StrataModel", "StrataCDeflate", "StrataCZlib", "StrataCZstd"],
        "StrataRegistry": ["StrataModel", "StrataOCI"],
        "StrataConfiguration": [],
        "StrataImages": ["StrataModel", "StrataOCI", "StrataLayers", "StrataRegistry", "StrataConfiguration"],
        "StrataTagsTool": ["StrataConfiguration"],
        "StrataCommands": [
            "StrataModel", "StrataAPI", "StrataEngine", "StrataStore", "StrataImages", "StrataClient", "StrataServer",
        ],
        "StrataCLI": ["StrataCommands"],
    ]

    /// The packages that may reach a user's executable, by target.
    private static let allowedPackages: [String: Set<String>] = [
        "StrataModel": ["swift-crypto"],
        "StrataEngine": ["swift-collections"],
        "StrataAPI": [],
        "StrataStore": ["GRDB.swift"],
        "StrataClient": ["async-http-client", "swift-nio", "swift-nio-ssl"],
        "Strata": ["swift-argument-parser", "swift-log"],
        "StrataTestKit": [],
        "StrataSections": [],
        // The build-tool plugin's program is compiled for the machine that builds before anything else is.
        "StrataConfiguration": ["Yams"],
        "StrataTagsTool": [],
    ]

    private struct Manifest: Decodable {
        struct Target: Decodable {
            var name: String
            var type: String
            var dependencies: [Dependency]
        }

        struct Dependency: Decodable {
            var byName: [Part?]?
            var product: [Part?]?
            var target: [Part?]?
        }

        /// Names and conditions stand in one list.
        enum Part: Decodable {
            case text(String)
            case other

            init(from decoder: any Decoder) throws {
                let text = try? decoder.singleValueContainer().decode(String.self)
                self = text.map(Part.text) ?? .other
            }

            var text: String? {
                guard case .text(let text) = self else { return nil }
                return text
            }
        }

        var targets: [Target]
    }

    private static func manifest() async throws -> Manifest {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        // With a scratch folder of its own: whoever runs the tests holds the lock of the package's.
        let outcome = try await withTemporaryFolder { scratch in
            try await runProgram([
                "swift", "package", "--scratch-path", scratch, "--package-path", root.path, "dump-package",
            ])
        }
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        let data = Data(outcome.output.utf8)
        return try JSONDecoder().decode(Manifest.self, from: data)
    }

    @Test("import nothing upward, and no package that users should not link")
    func directions() async throws {
        let targets = try await Self.manifest().targets
        let ours = Set(targets.map(\.name))
        for target in targets where target.type != "test" {
            guard let allowed = Self.allowed[target.name] else { continue }
            let imports = target.dependencies.compactMap { ($0.byName ?? $0.target)?.first??.text }
            #expect(Set(imports).intersection(ours).isSubset(of: allowed), "\(target.name)")
            guard let allowedPackages = Self.allowedPackages[target.name] else { continue }
            let packages = target.dependencies.compactMap { $0.product?.dropFirst().first??.text }
            #expect(Set(packages).isSubset(of: allowedPackages), "\(target.name)")
        }
        #expect(Set(Self.allowed.keys).isSubset(of: ours))
    }
}
