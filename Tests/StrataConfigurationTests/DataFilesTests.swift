import Foundation
import StrataConfiguration
import StrataTestSupport
import Testing

@Suite("Data files")
struct DataFilesTests {
    /// Makes files, and finds what patterns name among them.
    private static func find(
        _ patterns: [String],
        in files: [String],
        _ script: String = "true"
    ) async throws -> (found: DataFiles?, complaints: [String]) {
        try await withTemporaryFolder { parent in
            let folder = parent + "/package"
            for file in files { try write(file, folder + "/" + file) }
            let outcome = try await runProgram(["sh", "-ec", script], in: folder)
            try #require(outcome.exitCode == 0, "\(outcome.errors)")
            let located = try patterns.enumerated().map { index, text in
                Located(try DataPattern(text), at: TextPosition(line: index + 1, column: 3))
            }
            do throws(ConfigurationErrors) {
                return (try DataFiles.find(located, package: folder), [])
            } catch {
                return (nil, error.errors.map { $0.description.replacing(parent, with: "…") })
            }
        }
    }

    private static let tree = [
        "a.csv", "Data/a.csv", "Data/b.txt", "Data/.hidden", "Data/sub/c.csv", "Data/sub/deep/d.csv", "Other/e.csv",
        ".git/config", ".build/x.csv", "Data/.git/y.csv", "Data/sub/.build/z.csv",
    ]

    @Test(
        "are those that a pattern names, in bytewise order",
        arguments: [
            (["Data/**"], ["Data/.hidden", "Data/a.csv", "Data/b.txt", "Data/sub/c.csv", "Data/sub/deep/d.csv"]),
            (["**/*.csv"], ["Data/a.csv", "Data/sub/c.csv", "Data/sub/deep/d.csv", "Other/e.csv", "a.csv"]),
            (["Data/*.csv"], ["Data/a.csv"]), (["Data/*"], ["Data/.hidden", "Data/a.csv", "Data/b.txt"]),
            (["*/*.csv"], ["Data/a.csv", "Other/e.csv"]), (["Data/**/deep/*"], ["Data/sub/deep/d.csv"]),
            (["Data/**/**/c.csv"], ["Data/sub/c.csv"]), (["./a.csv"], ["a.csv"]),
            (["{Data,Other}/?.csv"], ["Data/a.csv", "Other/e.csv"]),
            (["[A-O]*/[!b]*"], ["Data/.hidden", "Data/a.csv", "Other/e.csv"]),
            (["Other/e.csv", "**/e.csv", "Data/b.txt"], ["Data/b.txt", "Other/e.csv"]),
        ] as [([String], [String])]
    )
    func matches(_ patterns: [String], _ expected: [String]) async throws {
        let (found, complaints) = try await Self.find(patterns, in: Self.tree)
        #expect(complaints == [])
        #expect(found?.files.map(\.path) == expected)
    }

    @Test("say what each pattern has matched")
    func summary() async throws {
        let (found, _) = try await Self.find(["Data/*.csv", "**/a.csv"], in: Self.tree, "chmod +x Data/a.csv")
        let matches = try #require(found?.matches)
        #expect(matches.map(\.pattern.value.text) == ["Data/*.csv", "**/a.csv"])
        #expect(matches.map(\.count) == [1, 2])
        #expect(matches.map(\.bytes) == [10, 15])
        let files = try #require(found?.files)
        #expect(files.map(\.size) == [10, 5])
        #expect(files.map(\.isExecutable) == [true, false])
        #expect(files.allSatisfy { $0.kind == .file && $0.absolutePath.hasSuffix("/package/\($0.path)") })
    }

    @Test(
        "that are not there are errors with the pattern's place and what to do",
        arguments: [
            ("Dta/**", "matches no file; see that the path is right, from the package's folder, or remove it"),
            ("Data", "matches the folder 'Data', and no files; write 'Data/**' for all files in it"),
            (
                ".git/*",
                "matches nothing but what is in '.build', '.git' or 'strata.lock'; remove it, as these are never carried"
            ),
            ("data/a.csv/x", "matches no file; see that the path is right, from the package's folder, or remove it"),
        ]
    )
    func nothing(_ pattern: String, _ expected: String) async throws {
        let (_, complaints) = try await Self.find(["a.csv", pattern], in: Self.tree)
        #expect(complaints == ["strata.yaml:2:3: the pattern '\(pattern)' \(expected)"])
    }

    @Test("include links to what is carried too, as links")
    func links() async throws {
        let script = "ln -s a.csv Data/link; ln -s ../Other Data/folder; ln -s . Data/loop; ln -s .. Data/up"
        let (found, complaints) = try await Self.find(["Data/**", "Other/*"], in: Self.tree, script)
        #expect(complaints == [])
        let links = (found?.files ?? []).compactMap { file -> String? in
            guard case .symbolicLink(let target) = file.kind else { return nil }
            return "\(file.path) -> \(target)"
        }
        #expect(links == ["Data/folder -> ../Other", "Data/link -> a.csv", "Data/loop -> .", "Data/up -> .."])
    }

    @Test("never follow links, and say which folders that leaves out")
    func unfollowed() async throws {
        let (found, complaints) = try await Self.find(["Data/**/*.csv"], in: Self.tree, "ln -s ../Other Data/folder")
        #expect(complaints == [])
        #expect(found?.files.map(\.path) == ["Data/a.csv", "Data/sub/c.csv", "Data/sub/deep/d.csv"])
        #expect(found?.matches.map(\.unfollowedLinks) == [["Data/folder"]])
        let (_, alone) = try await Self.find(["Data/folder/*.csv"], in: Self.tree, "ln -s ../Other Data/folder")
        #expect(
            alone == [
                "strata.yaml:1:3: the pattern 'Data/folder/*.csv' leads into 'Data/folder', a symbolic link, and links are "
                    + "not followed; name the folder that it leads to"
            ]
        )
    }

    @Test(
        "refuse links that would be broken or leave the package, by name",
        arguments: [
            (
                "ln -s ../../secret Data/x; touch ../secret", "Data/**",
                "'Data/x' leads out of the package, to '…/secret'"
            ),
            ("ln -s /etc/passwd Data/x", "Data/**", "'Data/x' leads out of the package, to '/etc/passwd'"),
            ("ln -s /etc x", "x/**", "'x' leads out of the package, to '/etc'"),
            ("ln -s /etc Data/x", "Data/**/*.csv", "'Data/x' leads out of the package, to '/etc'"),
            (
                "ln -s ../../package-2 Data/x; mkdir ../package-2", "Data/*",
                "'Data/x' leads out of the package, to '…/package-2'"
            ),
            ("ln -s nowhere Data/x", "Data/*", "'Data/x' leads nowhere"),
            ("ln -s x Data/x", "Data/*", "'Data/x' leads nowhere"),
            ("ln -s \"$PWD/a.csv\" Data/x", "Data/*", "'Data/x' has the absolute target '…/package/a.csv'"),
            ("ln -s ../Other/e.csv Data/x", "Data/*", "'Data/x' leads to '../Other/e.csv', which no pattern names"),
            ("mkfifo Data/x", "Data/*", "'Data/x' is no file but a device, a socket or a named pipe"),
            ("touch \"$(printf 'Data/\\377')\"", "Data/*", "'Data' has a file whose name is not UTF-8"),
        ]
    )
    func refused(_ script: String, _ pattern: String, _ expected: String) async throws {
        let (_, complaints) = try await Self.find([pattern], in: Self.tree, script)
        #expect(complaints.count == 1)
        #expect(complaints.first?.contains(expected) == true, "\(complaints)")
        #expect(complaints.first?.hasPrefix("strata.yaml:1:3: ") == true)
    }

    @Test("are found without reading folders that the pattern cannot lead into")
    func prefix() async throws {
        // A folder that nobody can read; root can read all, so it is one that is no folder's name in UTF-8.
        let script = "mkdir -p Other/sub; touch \"$(printf 'Other/sub/\\377')\" \"$(printf '\\376')\""
        let (found, complaints) = try await Self.find(["Data/sub/*.csv", "Other/e.csv"], in: Self.tree, script)
        #expect(complaints == [])
        #expect(found?.files.map(\.path) == ["Data/sub/c.csv", "Other/e.csv"])
    }

    @Test("agree with git, which matches the same patterns otherwise")
    func git() async throws {
        try await withTemporaryFolder { folder in
            for file in Self.tree where !file.contains(".git/") { try write(file, folder + "/" + file) }
            for pattern in ["Data/**", "**/*.csv", "Data/*.csv", "*/*.csv", "Data/**/deep/*", "Data/[ab].*", "?.csv"] {
                let setup =
                    "git init -q . && git ls-files --others -- \":(glob)\(pattern)\" | grep -v '\\.build/' | LC_ALL=C sort"
                let listed = try await runProgram(["sh", "-ec", setup], in: folder).output
                let found = try DataFiles.find([Located(try DataPattern(pattern))], package: folder)
                #expect(found.files.map(\.path) == listed.split(separator: "\n").map(String.init), "\(pattern)")
            }
        }
    }
}
