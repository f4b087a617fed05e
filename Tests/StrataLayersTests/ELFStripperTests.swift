import Foundation
import StrataTestSupport
import Testing

@testable import StrataLayers

@Suite("Stripping")
struct ELFStripperTests {
    static let swiftProgram = """
        struct Point { var x = 1, y = "two" }
        protocol P {}
        extension Point: P {}
        enum E: Error { case bad }
        func fail() throws { throw E.bad }
        for child in Mirror(reflecting: Point()).children { print(child.label ?? "-", child.value) }
        print(type(of: Point() as Any), Point() is any P, _typeByName("4main5PointV") as Any)
        do { try fail() } catch { print(error) }
        """

    @Test(
        "leaves programs working, as small as llvm-objcopy makes them",
        arguments: ["pie", "no-pie", "static", "fuse-ld=lld", "fuse-ld=bfd", "swift"]
    )
    func programs(kind: String) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/main"
            if kind == "swift" {
                try write(Self.swiftProgram.utf8, to: folder + "/main.swift")
                try await run("swiftc", "-g", "-o", "main", "main.swift", "-module-name", "main", in: folder)
            } else {
                let options = ["-g", "-" + kind]
                try await ELFFileTests.compile(ELFFileTests.program, options, to: path)
            }
            let expected = try await run(path)
            #expect(!expected.isEmpty)
            #expect(try ELFStripper.strip(path, to: folder + "/stripped"))
            #expect(try await run(folder + "/stripped") == expected)
            let bytes = try read(folder + "/stripped")
            #expect(try ELFStripper.stripped(contentsOf: path) == bytes)
            #expect(try ELFStripper.stripped(read(path)) == bytes)
            #expect(try ELFFile(path: folder + "/stripped") == ELFFile(path: path))
            try await Self.compare(folder, path, bytes)
            // In a layer it is the same.
            let entry = LayerEntry(path: "main", kind: .file(.strippedFile(path: path)), mode: 0o755)
            #expect(try readArchive(archive([entry])).first?.content == bytes)
            // What is stripped already stays as it is.
            #expect(ELFStripper.stripped(bytes) == nil)
            #expect(try !ELFStripper.strip(folder + "/stripped", to: folder + "/stripped"))
            #expect(try read(folder + "/stripped") == bytes)
            #expect(try await run(folder + "/stripped") == expected)
        }
    }

    private static func compare(_ folder: String, _ path: String, _ bytes: [UInt8]) async throws {
        try await run("llvm-objcopy", "--strip-all", path, folder + "/other")
        let other = try read(folder + "/other").count
        #expect(abs(bytes.count - other) * 100 <= other * 3, "\(bytes.count) bytes, with llvm-objcopy \(other)")
        // Sound for others, too.
        let sections = try await run("llvm-objdump", "-h", folder + "/stripped")
        #expect(sections.contains(".dynsym") || sections.contains(".text"))
        #expect(!sections.contains(".debug_") && !sections.contains(".comment"))
    }

    @Test("leaves shared libraries working")
    func library() async throws {
        try await withTemporaryFolder { folder in
            let library = folder + "/libanswer.so"
            try await ELFFileTests.compile(
                "int answer(void) { return 42; }",
                ["-g", "-shared", "-fPIC", "-Wl,-soname,libanswer.so"],
                to: library
            )
            let source = "int answer(void);\nint main(void) { return answer(); }\n"
            try await ELFFileTests.compile(source, [library, "-Wl,-rpath,$ORIGIN"], to: folder + "/main")
            #expect(try ELFStripper.strip(library, to: library))
            #expect(try await runProgram([folder + "/main"]).exitCode == 42)
            let symbols = try await run("llvm-nm", "-D", library)
            #expect(symbols.contains("answer"))
        }
    }

    @Test("works for the Swift runtime, which programs then use")
    func runtime() async throws {
        try await withTemporaryFolder { folder in
            let runtime = try await swiftRuntime()
            try write(Self.swiftProgram.utf8, to: folder + "/main.swift")
            try await run("swiftc", "-o", "main", "main.swift", "-module-name", "main", in: folder)
            let expected = try await run(folder + "/main")
            let closure = try SharedLibraryClosure(ofExecutable: folder + "/main")
            var stripped = 0
            for library in closure.libraries where library.path.hasPrefix(runtime) {
                if try ELFStripper.strip(library.path, to: folder + "/" + library.name) { stripped += 1 }
            }
            #expect(stripped > 2)
            let output = try await run(folder + "/main", environment: ["LD_LIBRARY_PATH": folder])
            #expect(output == expected)
        }
    }

    @Test("keeps its hands off what is not laid out as linkers do it")
    func unexpected() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/main"
            try await ELFFileTests.compile(ELFFileTests.program, ["-g"], to: path)
            let bytes = try read(path)
            #expect(ELFStripper.stripped(bytes) != nil)
            // Data behind the end, as self-extracting archives have it.
            #expect(ELFStripper.stripped(bytes + [UInt8](repeating: 1, count: 100)) == nil)
            #expect(ELFStripper.stripped(Array(bytes.dropLast())) == nil)
            let changes: [(Int, UInt8)] = [
                (4, 1), (5, 2), (16, 1), (18, 3), (40, 0), (60, 255), (62, 255), (58, 63), (39, 1),
            ]
            for (index, value) in changes {
                var changed = bytes
                changed[index] = value
                if index == 40 { changed.replaceSubrange(40..<48, with: [UInt8](repeating: 0, count: 8)) }
                #expect(ELFStripper.stripped(changed) == nil, "byte \(index)")
            }
            for other in [[], Array("#!/bin/sh\n".utf8), Array(bytes.prefix(64))] {
                #expect(ELFStripper.stripped(other) == nil)
            }
            try await run("clang", "-c", "-g", path + ".c", "-o", folder + "/main.o")
            #expect(try ELFStripper.stripped(contentsOf: folder + "/main.o") == nil)
            let kept = LayerEntry(path: "main.c", kind: .file(.strippedFile(path: path + ".c")), mode: 0o644)
            #expect(try readArchive(archive([kept])).first?.content == Array(ELFFileTests.program.utf8))
            expectLayerError(.notFound) { _ = try ELFStripper.stripped(contentsOf: folder + "/none") }
        }
    }
}
