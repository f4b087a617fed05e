import Foundation
import StrataLayers
import StrataTestSupport
import Testing

@Suite("What an executable needs")
struct SharedLibraryClosureTests {
    @Test("is what ldd says")
    func ldd() async throws {
        try await withTemporaryFolder { folder in
            try write("import Foundation\nprint(Date())".utf8, to: folder + "/main.swift")
            try await run("swiftc", "-o", "main", "main.swift", in: folder)
            let closure = try SharedLibraryClosure(ofExecutable: folder + "/main")
            var expected: [String: String] = [:]
            for line in try await run("ldd", folder + "/main").split(separator: "\n") {
                let words = line.split(whereSeparator: \.isWhitespace)
                guard words.count >= 3, words[1] == "=>" else { continue }
                expected[String(words[0])] = URL(filePath: String(words[2])).resolvingSymlinksInPath().path
            }
            let loader = try #require(closure.loader)
            expected[loader.name] = nil
            let found = Dictionary(uniqueKeysWithValues: closure.libraries.map { ($0.name, $0.path) })
            #expect(found == expected && found.count > 8)
            #expect(closure.executable.interpreter?.hasSuffix(loader.name) == true)
            #expect(loader.neededBy.first?.hasSuffix("/main") == true)
            let core = try #require(closure.libraries.first { $0.name == "libswiftCore.so" })
            #expect(core.neededBy.count > 3)
        }
    }

    /// A library `lib<name>.so` that needs others.
    private func library(_ name: String, in folder: String, needs: [String] = [], _ options: [String] = []) async throws
    {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = "\(folder)/lib\(name).so"
        let link = ["-shared", "-fPIC", "-Wl,-soname,lib\(name).so", "-Wl,--no-as-needed"]
        try await ELFFileTests.compile("int \(name)(void) { return 1; }", link + needs + options, to: path)
    }

    @Test("is looked for in the loader's order", arguments: ["--enable-new-dtags", "--disable-new-dtags"])
    func order(tags: String) async throws {
        try await withTemporaryFolder { folder in
            for place in ["run", "env", "deep"] { try await library("b", in: folder + "/" + place) }
            try await library("a", in: folder + "/run", needs: [folder + "/run/libb.so"])
            try await ELFFileTests.compile(
                "int main(void) { return 0; }",
                [
                    folder + "/run/liba.so", "-Wl,--no-as-needed,\(tags),-rpath,$ORIGIN/run",
                    "-Wl,-rpath-link,\(folder)/run",
                ],
                to: folder + "/main"
            )
            func found(_ libraryPath: [String]) throws -> [String: String] {
                var paths = try LoaderPaths.ofThisMachine(for: ELFFile(path: folder + "/main"))
                paths.libraryPath = libraryPath
                let closure = try SharedLibraryClosure(ofExecutable: folder + "/main", paths: paths)
                return Dictionary(uniqueKeysWithValues: closure.libraries.map { ($0.name, $0.path) })
            }
            func loaded(_ libraryPath: String?) async throws -> String {
                let outcome = try await runProgram(
                    ["ldd", folder + "/main"],
                    environment: ["LD_LIBRARY_PATH": libraryPath]
                )
                return outcome.output
            }
            let place = URL(filePath: folder).resolvingSymlinksInPath().path
            if tags == "--disable-new-dtags" {
                // The old kind of path comes first, and serves libraries of libraries.
                #expect(try found([folder + "/env"])["libb.so"] == place + "/run/libb.so")
                #expect(try await loaded(folder + "/env").contains("libb.so => \(folder)/run/libb.so"))
            } else {
                // The new kind comes after the variable, and serves the file itself only.
                #expect(try found([folder + "/env"])["libb.so"] == place + "/env/libb.so")
                #expect(try await loaded(folder + "/env").contains("libb.so => \(folder)/env/libb.so"))
                expectLayerError(.notFound, containing: "libb.so", "/run/liba.so", "/usr/lib") { _ = try found([]) }
                #expect(try await loaded(nil).contains("libb.so => not found"))
            }
        }
    }

    @Test("passes over libraries for other machines, and is nothing for static programs")
    func otherMachines() async throws {
        try await withTemporaryFolder { folder in
            try await library("a", in: folder + "/good")
            try FileManager.default.createDirectory(atPath: folder + "/bad", withIntermediateDirectories: true)
            var bytes = try read(folder + "/good/liba.so")
            bytes[18] = 22
            try write(bytes, to: folder + "/bad/liba.so")
            try await ELFFileTests.compile(
                "int main(void) { return 0; }",
                [folder + "/good/liba.so", "-Wl,--no-as-needed,-rpath,\(folder)/bad:\(folder)/good"],
                to: folder + "/main"
            )
            let closure = try SharedLibraryClosure(ofExecutable: folder + "/main")
            #expect(closure.libraries.first?.path.hasSuffix("/good/liba.so") == true)
            try await ELFFileTests.compile(ELFFileTests.program, ["-static"], to: folder + "/static")
            let none = try SharedLibraryClosure(ofExecutable: folder + "/static")
            #expect(none.libraries.isEmpty && none.loader == nil)
            expectLayerError(.malformed, containing: "main.c") {
                _ = try SharedLibraryClosure(ofExecutable: folder + "/main.c")
            }
            expectLayerError(.notFound) { _ = try SharedLibraryClosure(ofExecutable: folder + "/none") }
        }
    }

    @Test("knows the folders of ldconfig's files")
    func configuration() async throws {
        try await withTemporaryFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/conf.d", withIntermediateDirectories: true)
            try write(
                "# comment\n/first # more\ninclude conf.d/*.conf\n\n/last /\nhwcap 1 x\n".utf8,
                to: folder + "/ld.so.conf"
            )
            try write("/b\n".utf8, to: folder + "/conf.d/2.conf")
            try write("/a:/not-this\n/first\n".utf8, to: folder + "/conf.d/1.conf")
            var file = try ELFFile(path: "/proc/self/exe")
            let paths = try LoaderPaths.ofThisMachine(
                for: file,
                libraryPath: "/x::/y;/z",
                configuration: folder + "/ld.so.conf"
            )
            #expect(paths.systemFolders.prefix(4) == ["/first", "/a", "/b", "/last"])
            #expect(paths.systemFolders.last == "/usr/lib")
            #expect(paths.libraryPath == ["/x", ".", "/y", "/z"])
            file.interpreter = "/lib/ld-musl-nothing.so.1"
            let musl = try LoaderPaths.ofThisMachine(for: file, libraryPath: "")
            #expect(musl.systemFolders == ["/lib", "/usr/local/lib", "/usr/lib"] && musl.libraryPath.isEmpty)
            file.interpreter = "/lib64/ld-linux-x86-64.so.2"
            try write("include ld.so.conf\n".utf8, to: folder + "/ld.so.conf")
            expectLayerError(.malformed, containing: "included by itself") {
                _ = try LoaderPaths.ofThisMachine(for: file, configuration: folder + "/ld.so.conf")
            }
        }
    }
}
