import Foundation
import Testing

@testable import StrataCommands

@Suite struct NewPackageTests {
    @Test("good names are taken", arguments: ["Hello", "hello", "_a1", "DigitTraining"])
    func goodNames(_ name: String) throws {
        #expect(try PackageName(name).text == name)
    }

    @Test(
        "bad names are refused with the reason",
        arguments: [
            ("", "it is empty"), ("1a", "begins with a digit"), ("a-b", "letters (a-z)"), ("../x", "letters (a-z)"),
            ("a b", "letters (a-z)"), ("Größe", "letters (a-z)"), ("class", "keyword"), ("Strata", "module"),
            ("strata", "module"), ("StrataTestKit", "module"), ("Foundation", "module"), ("Swift", "module"),
            ("testing", "module"), ("String", "name of a type"), ("WordCount", "name of a type"), ("_", "no letter"),
            (String(repeating: "a", count: 65), "64 characters"),
        ]
    )
    func badNames(_ name: String, _ reason: String) {
        #expect { try PackageName(name) } throws: { error in
            guard let failure = error as? CommandFailure else { return false }
            return failure.message.contains(reason) && failure.exitCode == .usage
        }
    }

    @Test(
        "where Strata comes from is written into the manifest",
        arguments: [
            (
                StrataDependency.path("/a \"b\""), #".package(name: "strata", path: "/a \"b\"")"#, "strata"
            ),
            (
                .url("https://h/team/strata.git"), #".package(url: "https://h/team/strata.git", branch: "main")"#,
                "strata"
            ),
            (.url("git@h:Fork.git"), #".package(url: "git@h:Fork.git", branch: "main")"#, "Fork"),
            (.url("https://h/strata/"), #".package(url: "https://h/strata/", branch: "main")"#, "strata"),
        ]
    )
    func dependency(_ dependency: StrataDependency, _ declaration: String, _ package: String) {
        #expect(dependency.declaration == declaration)
        #expect(dependency.packageName == package)
    }

    @Test("addresses are told from folders", arguments: ["https://h/s", "ssh://h/s.git", "git@h:s.git", "file:///s"])
    func addresses(_ text: String) throws {
        #expect(try StrataDependency(text, relativeTo: "/") == .url(text))
    }

    @Test("a package has a manifest, a pipeline, tests, a README, and ignores what is built")
    func files() throws {
        let template = PackageTemplate(name: try PackageName("Hello"), dependency: .url("https://h/strata"))
        let files = Dictionary(uniqueKeysWithValues: template.files.map { ($0.path, $0.text) })
        let paths = [
            ".gitignore", "Package.swift", "README.md", "Sources/Hello/Hello.swift",
            "Tests/HelloTests/HelloTests.swift",
        ]
        #expect(files.keys.sorted() == paths)
        let manifest = files["Package.swift"] ?? ""
        #expect(manifest.hasPrefix("// swift-tools-version: 6.1\n"))
        #expect(manifest.contains("platforms: [.macOS(.v15)]"))
        #expect(manifest.contains(#".product(name: "Strata", package: "strata")"#))
        let source = files["Sources/Hello/Hello.swift"] ?? ""
        #expect(source.contains("@main\nstruct Hello: PipelineCommand {"))
        #expect(source.contains("func root() -> Future<TextSummary>"))
        #expect(source.components(separatedBy: "@Func\n").count == 6)
        let tests = files["Tests/HelloTests/HelloTests.swift"] ?? ""
        #expect(tests.contains("@testable import Hello\n") && tests.contains("import StrataTestKit\n"))
    }

    @Test(
        "executables are found in a package's description",
        arguments: [
            (
                #"{"products":[{"name":"b","type":{"executable":null}},{"name":"L","type":{"library":["automatic"]}}]}"#,
                ["b"]
            ),
            ("warning: x\n{\"products\":[]}", []),
        ]
    )
    func executables(_ json: String, _ names: [String]) throws {
        #expect(try SwiftPackage.executables(inDescription: Array(json.utf8)) == names)
    }

    @Test("several executables are listed, and none is said")
    func onlyProduct() throws {
        #expect(try SwiftPackage.onlyProduct(of: ["a"], in: "/p") == "a")
        #expect { try SwiftPackage.onlyProduct(of: ["a", "b"], in: "/p") } throws: {
            "\($0)".contains("a, b") && "\($0)".contains("'strata run a'")
        }
        #expect { try SwiftPackage.onlyProduct(of: [], in: "/p") } throws: { "\($0)".contains("strata new") }
    }

    @Test("an executable is taken by its name, and a name that none has is refused with those there are")
    func namedProduct() throws {
        #expect(try SwiftPackage.product(named: "b", of: ["a", "b"], in: "/p") == "b")
        #expect { try SwiftPackage.product(named: "B", of: ["a", "b"], in: "/p") } throws: {
            "\($0)".contains("no executable called 'B': it makes a, b.\nName one of them, as in 'strata run a'.")
        }
        #expect { try SwiftPackage.product(named: "a", of: [], in: "/p") } throws: { "\($0)".contains("strata new") }
    }
}
