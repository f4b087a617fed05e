import Foundation
import StrataLayers
import StrataTestSupport
import Testing

@Suite("ELF files")
struct ELFFileTests {
    /// Compiles a program of one C file.
    static func compile(_ source: String, _ options: [String], to path: String) async throws {
        try write(source.utf8, to: path + ".c")
        let outcome = try await runProgram(["clang", path + ".c", "-o", path] + options)
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
    }

    static let program = "#include <stdio.h>\nint main(void) { puts(\"hello\"); return 0; }\n"

    private static let ownArchitecture: String = {
        #if arch(arm64)
        "arm64"
        #else
        "amd64"
        #endif
    }()

    @Test(
        "are known for what they are",
        arguments: [
            (["-pie", "-fPIE"], ELFFile.Linkage.dynamic), (["-no-pie", "-fno-PIE"], .dynamic), (["-static"], .static),
            (["-static-pie", "-fPIE", "-fuse-ld=lld"], .staticPIE),
            (["-shared", "-fPIC", "-Wl,-soname,libtest.so.7"], .library),
            (["-c", "-fPIC"], .unknown),
        ]
    )
    func linkage(options: [String], linkage: ELFFile.Linkage) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/out"
            try await Self.compile(Self.program, options, to: path)
            let file = try ELFFile(path: path)
            #expect(file.linkage == linkage && file.machine.architecture == Self.ownArchitecture && file.isInspected)
            #expect(try ELFFile(read(path)) == file)
            #expect(try ExecutableFormat(path: path) == .elf(file))
            #expect((file.cLibrary == .glibc) == (linkage == .dynamic))
            #expect((file.interpreter != nil) == (linkage == .dynamic))
            #expect(file.name == (linkage == .library ? "libtest.so.7" : nil))
            guard linkage == .dynamic else { return }
            let required = try #require(file.requiredGlibc)
            #expect([2, 2].lexicographicallyPrecedes(required) && required.lexicographicallyPrecedes([2, 99]))
            #expect(file.neededLibraries == ["libc.so.6"])
        }
    }

    @Test("say the same as to llvm-objdump", arguments: ["libswiftCore.so", "libFoundation.so"])
    func objdump(name: String) async throws {
        let path = try await swiftRuntime() + "/" + name
        let file = try ELFFile(path: path)
        let lines = try await run("llvm-objdump", "-p", path).split(separator: "\n").map { $0.split(separator: " ") }
        func values(_ tag: Substring) -> [String] { lines.filter { $0.first == tag }.map { String($0[1]) } }
        #expect(file.neededLibraries == values("NEEDED") && file.neededLibraries.count > 3)
        #expect(file.name == values("SONAME").first)
        #expect(file.runPath == values("RUNPATH").flatMap { $0.split(separator: ":").map(String.init) })
        let versions = lines.filter { $0.count == 4 && $0[0].hasPrefix("0x") && $0[1].hasPrefix("0x") }.map {
            String($0[3])
        }
        #expect(file.requiredVersions.flatMap(\.versions) == versions && !versions.isEmpty)
        let newest = versions.filter { $0.hasPrefix("GLIBC_2") }.map {
            $0.dropFirst(6).split(separator: ".").compactMap { Int($0) }
        }
        #expect(file.requiredGlibc == newest.max { $0.lexicographicallyPrecedes($1) })
    }

    @Test("keep their run paths as they are", arguments: ["--enable-new-dtags", "--disable-new-dtags"])
    func runPaths(tags: String) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/out"
            try await Self.compile(Self.program, ["-Wl,\(tags),-rpath,$ORIGIN/lib:/opt/x"], to: path)
            let file = try ELFFile(path: path)
            #expect((tags.contains("enable") ? file.runPath : file.rPath) == ["$ORIGIN/lib", "/opt/x"])
            #expect((tags.contains("enable") ? file.rPath : file.runPath).isEmpty)
        }
    }

    @Test(
        "of other machines are recognised",
        arguments: [
            (2, 1, 62, "amd64"), (1, 1, 3, "386"), (2, 1, 183, "arm64"), (1, 1, 40, "arm"), (2, 2, 22, "s390x"),
            (2, 1, 21, "ppc64le"), (2, 1, 243, "riscv64"), (2, 2, 21, "ppc64"), (2, 1, 9999, nil),
        ] as [(UInt8, UInt8, UInt16, String?)]
    )
    func machines(width: UInt8, order: UInt8, machine: UInt16, architecture: String?) throws {
        var header = [UInt8](repeating: 0, count: 64)
        header.replaceSubrange(0..<7, with: [0x7F, 0x45, 0x4C, 0x46, width, order, 1])
        let low = UInt8(truncatingIfNeeded: machine)
        let high = UInt8(machine >> 8)
        header.replaceSubrange(16..<20, with: order == 1 ? [2, 0, low, high] : [0, 2, high, low])
        let file = try ELFFile(header)
        #expect(file.machine.architecture == architecture && file.type == .executable)
        #expect(file.isInspected == (width == 2 && order == 1))
        #expect(file.machine.variant == (architecture == "arm64" ? "v8" : nil))
        for count in [5, 19, width == 2 ? 63 : 51] {
            expectLayerError(.malformed, containing: "The file") { _ = try ELFFile(Array(header[..<count])) }
        }
    }

    @Test(
        "are told from scripts and everything else",
        arguments: [
            ("#!/bin/sh\necho", .script(interpreter: "/bin/sh", argument: nil)),
            ("#! /usr/bin/env  -S python3 -u \r\n", .script(interpreter: "/usr/bin/env", argument: "-S python3 -u")),
            ("#!/bin/sh", .script(interpreter: "/bin/sh", argument: nil)), ("#!\n", .unknown), ("", .unknown),
            ("MZ", .unknown), ("\u{7F}EL", .unknown),
        ] as [(String, ExecutableFormat)]
    )
    func formats(content: String, format: ExecutableFormat) throws {
        #expect(try ExecutableFormat(Array(content.utf8)) == format)
    }
}

/// The folder of the Swift runtime libraries.
func swiftRuntime() async throws -> String {
    let output = try await run("swiftc", "-print-target-info")
    let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
    let paths = (object as? [String: Any])?["paths"] as? [String: Any]
    return try #require((paths?["runtimeLibraryPaths"] as? [String])?.first)
}
