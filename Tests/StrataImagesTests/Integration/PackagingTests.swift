import Foundation
import StrataTestSupport
import Testing

@testable import StrataImages

@Suite("Packaging programs on bases")
struct PackagingTests {
    private static let function =
        #"{"name":"M.NAME()","label":"NAME","kind":"computing","parameters":[],"resultType":"Int","#
        + #""settings":{"cache":false,"tags":[]TAG},"source":"","documentation":"","file":"M/F.swift","line":7}"#

    private static func function(_ name: String, _ settings: String = "") -> String {
        function.replacingOccurrences(of: "NAME", with: name).replacingOccurrences(of: "TAG", with: settings)
    }

    @Test("lays the same layers on every base; the second push sends nothing, a further base a few kilobytes")
    func sharedLayers() async throws {
        try await ImagesFixture.run { fixture in
            try await fixture.pushBase("one:1")
            try await fixture.pushBase("two:1", family: .docker)
            try await fixture.pushBase("three:1")
            let program = try await fixture.program()
            let two = "{base: '@/bases/one:1', bases: {cuda: '@/bases/two:1'}, version: 1}"
            let first = try await fixture.push(fixture.package(fixture.request(program, two)))
            #expect(first.map(\.tag) == ["default", "cuda"])
            #expect(first.allSatisfy { $0.isChanged })
            let ours = first.map { $0.layers.filter { $0.kind != nil }.map(\.digest) }
            #expect(ours[0] == ours[1])
            #expect(first[0].layers.map(\.kind) == [nil, .runtime, .dependencies, .application])
            // Bases never pass through this machine.
            #expect(first.allSatisfy { $0.layers[0].transfer == .mounted })

            let again = try await fixture.push(fixture.package(fixture.request(program, two)))
            #expect(again.allSatisfy { !$0.isChanged } && again.map(\.digest) == first.map(\.digest))

            let three = "{base: '@/bases/one:1', bases: {cuda: '@/bases/two:1', more: '@/bases/three:1'}, version: 1}"
            let more = try await fixture.push(fixture.package(fixture.request(program, three)))
            #expect(more.map(\.isChanged) == [false, false, true] && more[2].sent == 0)

            let changed = try await fixture.program(mark: "changed")
            let moved = try await fixture.push(fixture.package(fixture.request(changed, three)))
            let sent = moved[0].layers.filter { $0.transfer != .present }.map(\.kind)
            #expect(sent == [.application])
        }
    }

    @Test(
        "knows which image serves functions with no tag",
        arguments: [
            ("{version: 1, bases: {cuda: '@/bases/two:1'}}", ["default": "strata:minimal", "cuda": "two"]),
            ("{version: 1, bases: {default: '@/bases/one:1'}}", ["default": "one"]),
            ("{version: 1, base: '@/bases/one:1', bases: {cuda: '@/bases/two:1'}}", ["default": "one", "cuda": "two"]),
            ("{version: 1}", ["default": "strata:minimal"]),
            ("{version: 1, base: '@/bases/one:1'}", ["default": "one"]),
        ]
    )
    func defaults(yaml: String, expected: [String: String]) async throws {
        try await ImagesFixture.run { fixture in
            try await fixture.pushBase("one:1")
            try await fixture.pushBase("two:1")
            let packaging = try await fixture.package(fixture.request(try await fixture.program(), yaml))
            #expect(Set(packaging.images.map(\.tag.rawValue)) == Set(expected.keys))
            for image in packaging.images {
                #expect(image.base.name.contains(expected[image.tag.rawValue] ?? "?"), "\(image.tag)")
            }
        }
    }

    @Test("a default that is named twice and differs is an error, and one that does not is none")
    func conflict() async throws {
        try await ImagesFixture.run { fixture in
            #expect(throws: ConfigurationErrors.self) {
                try fixture.request("program", "{version: 1, base: 'a:1', bases: {default: 'b:1'}}")
            }
            let same = "{version: 1, base: 'a:1', bases: {default: 'a:1'}}"
            #expect(throws: Never.self) { try fixture.request("program", same) }
        }
    }

    @Test("tells all that is wrong with tags before it asks any registry")
    func tags() async throws {
        try await ImagesFixture.run { fixture in
            let functions =
                "[\(Self.function("a", #","baseImageTag":"cuad""#)),\(Self.function("b", #","baseImageTag":"none""#)),"
                + "\(Self.function("c", #","baseImageTag":"cuda","standalone":false"#))]"
            let program = try await fixture.program(functions: functions)
            // No such registry: the functions are told before anyone notices.
            let yaml = "{version: 1, bases: {cuda: '@/bases/two:1', unused: 'strata:minimal'}}"
            try await fixture.pushBase("two:1")
            let error = await #expect(throws: PackagingErrors.self) {
                try await fixture.package(fixture.request(program, yaml))
            }
            let text = error?.description ?? ""
            #expect(error?.problems.count == 3, "\(text)")
            for part in ["M.a()", "cuad", "cuda", "M.b()", "M.c()", "M/F.swift:7"] {
                #expect(text.contains(part), "\(part): \(text)")
            }
        }
    }

    @Test("a program that needs a library nobody has is an error that names it and both ways out")
    func missingLibrary() async throws {
        try await ImagesFixture.run { fixture in
            let program = try await fixture.program()
            try FileManager.default.removeItem(atPath: "\(fixture.folder)/build/libown.so")
            let error = await #expect(throws: WorkerError.self) {
                try await fixture.package(fixture.request(program, "{version: 1}"))
            }
            let text = error?.description ?? ""
            for part in ["libown.so", program, "Install", "static"] { #expect(text.contains(part), "\(part): \(text)") }
        }
    }

    @Test(
        "what is no program for Linux is an error that says what it is",
        arguments: ["#!/bin/sh\n", "hello", "", "\u{7F}ELF"]
    )
    func noProgram(content: String) async throws {
        try await ImagesFixture.run { fixture in
            let path = fixture.folder + "/program"
            try Data(content.utf8).write(to: URL(filePath: path))
            await #expect(throws: (any Error).self) {
                try await fixture.package(fixture.request(path, "{version: 1}"))
            }
        }
    }

    @Test("looks for each blob where a registry lost what it had")
    func lostBlobs() async throws {
        try await ImagesFixture.run { fixture in
            try await fixture.pushBase("one:1")
            let yaml = "{version: 1, base: '@/bases/one:1'}"
            let program = try await fixture.program()
            let first = try await fixture.push(fixture.package(fixture.request(program, yaml)))
            // As after a garbage collection behind our back: the repository's links to blobs are gone, the bases are not.
            let layers = "\(fixture.registry.storage)/docker/registry/v2/repositories/team/program"
            try FileManager.default.removeItem(atPath: layers)
            let again = try await fixture.push(fixture.package(fixture.request(program, yaml)))
            #expect(again[0].digest == first[0].digest && again[0].isChanged)
            let changed = try await fixture.program(mark: "new")
            try FileManager.default.removeItem(atPath: layers)
            let pushed = try await fixture.push(fixture.package(fixture.request(changed, yaml)))
            let outcome = try await runProgram([
                "skopeo", "copy", "--src-tls-verify=false", "docker://\(pushed[0].reference)",
                "oci:\(fixture.folder)/copy",
            ])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
        }
    }

    @Test("makes an index where there are workers for several platforms, each on the base of its own")
    func index() async throws {
        try await ImagesFixture.run { fixture in
            let arm = Platform(os: "linux", architecture: "arm64", variant: "v8")
            let members = [
                try await fixture.pushBase("multi:amd", platform: Platform(os: "linux", architecture: "amd64")),
                try await fixture.pushBase("multi:arm", platform: arm),
            ]
            let index = ImageIndex(mediaType: .ociIndex, manifests: members)
            _ = try await fixture.client.putManifest(
                index.bytes,
                mediaType: index.mediaType,
                to: ImageReference("\(fixture.registry.host)/bases/multi:1")
            )
            var request = try fixture.request(try await fixture.program(), "{version: 1, base: '@/bases/multi:1'}")
            request.workers = [arm: try await Self.armProgram(in: fixture.folder)]
            let packaging = try await fixture.package(request)
            let image = try #require(packaging.images.first)
            #expect(image.images.map(\.platform.architecture) == ["amd64", "arm64"])
            #expect(image.index?.annotations[ImageAnnotation.baseDigest] == Digest(hashing: index.bytes).description)
            #expect(image.images[1].command == ["/strata/bin/program", "worker"])
            let pushed = try await fixture.push(packaging)
            for architecture in ["amd64", "arm64"] {
                let outcome = try await runProgram([
                    "skopeo", "--override-arch", architecture, "inspect", "--tls-verify=false",
                    "docker://\(pushed[0].reference)",
                ])
                #expect(outcome.output.contains("\"Architecture\": \"\(architecture)\""), "\(outcome.errors)")
            }
            #expect(packaging.lock.bases["default"]?.platforms.count == 2)
        }
    }

    @Test("refuses a worker for another platform than it was given for, and a base that lacks a platform")
    func platforms() async throws {
        try await ImagesFixture.run { fixture in
            try await fixture.pushBase("one:1")
            let program = try await fixture.program()
            var request = try fixture.request(program, "{version: 1, base: '@/bases/one:1'}")
            let arm = Platform(os: "linux", architecture: "arm64")
            request.workers = [arm: program]
            let wrong = request
            let error = await #expect(throws: WorkerError.self) { try await fixture.package(wrong) }
            #expect(error?.description.contains("linux/arm64") == true)
            request.workers = [arm: try await Self.armProgram(in: fixture.folder)]
            let missing = request
            let lacking = await #expect(throws: BaseError.self) { try await fixture.package(missing) }
            #expect(lacking?.description.contains("linux/arm64") == true)
            let unserved = try fixture.request(program, "{version: 1, platforms: [linux/arm64], base: '@/bases/one:1'}")
            let noWorker = await #expect(throws: PackagingErrors.self) { try await fixture.package(unserved) }
            #expect(noWorker?.description.contains("--worker linux/arm64=PATH") == true)
        }
    }

    @Test("pins bases, keeps them when tags move, and moves them when told to")
    func lock() async throws {
        try await ImagesFixture.run { fixture in
            try await fixture.pushBase("one:1")
            let program = try await fixture.program()
            var request = try fixture.request(program, "{version: 1, base: '@/bases/one:1'}")
            request.isLocked = true
            let unlocked = request
            let error = await #expect(throws: LockError.self) { try await fixture.package(unlocked) }
            #expect(error?.description.contains("strata image update default") == true)
            request.isLocked = false
            let first = try await fixture.package(request)
            request.lock = first.lock
            request.isLocked = true
            try await fixture.pushBase("one:1", settings: #"{"Env":["PATH=/bin","NEW=1"],"User":"7"}"#)
            let kept = try await fixture.package(request)
            #expect(kept.images[0].descriptor.digest == first.images[0].descriptor.digest)

            let update = BaseUpdate(client: fixture.client, folders: fixture.folders)
            let move = try #require(try await update.run(request.bases, held: first.lock).first)
            #expect(move.hasMoved && move.previous == first.lock.bases["default"])
            let changes = move.differences.flatMap(\.changes)
            #expect(changes.contains { $0.contains("NEW") } && changes.contains { $0.hasPrefix("User") }, "\(changes)")
            request.lock.bases["default"] = move.entry
            let moved = try await fixture.package(request)
            #expect(try ImageConfiguration(moved.images[0].images[0].configuration).user == "7")
        }
    }

    /// A program for arm64 that needs nothing; there is no C library for it here.
    private static func armProgram(in folder: String) async throws -> String {
        let source = "void _start(void) { for (;;) {} }\n"
        try Data(source.utf8).write(to: URL(filePath: folder + "/arm.c"))
        let outcome = try await runProgram(
            ["clang", "-target", "aarch64-linux-gnu", "-nostdlib", "-static", "-fuse-ld=lld", "arm.c", "-o", "arm"],
            in: folder
        )
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        return folder + "/arm"
    }
}
