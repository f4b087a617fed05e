import StrataTestSupport
import Testing

@testable import StrataImages

@Suite("Preflight")
struct PreflightTests {
    private static let passwd = "root:x:0:0::/root:/bin/sh\napp:x:1000:1001::/home/app:/bin/sh\n"

    private static func file(_ path: String, _ text: String, mode: UInt16 = 0o644) -> LayerEntry {
        LayerEntry(path: path, kind: .file(.bytes(Array(text.utf8))), mode: mode)
    }

    /// A usual small base.
    private static let usual: [LayerEntry] = [
        file("etc/passwd", passwd), file("etc/group", "root:x:0:\nstaff:x:50:app\n"),
        LayerEntry(path: "tmp", kind: .directory, mode: 0o1777),
        file("bin/sh", "\u{7F}ELF\u{2}\u{1}\u{1}", mode: 0o755),
        file("entrypoint.sh", "#!/bin/sh\nexec \"$@\"\n", mode: 0o755),
        LayerEntry(path: "work", kind: .directory, mode: 0o755),
    ]

    private static func listing(_ entries: [LayerEntry], compression: LayerCompression = .gzip) throws -> LayerListing {
        let (_, bytes) = try LayerBuilder.build(entries: entries, compression: compression, timestamp: 0)
        var indexer = try LayerIndexer()
        // In small pieces, as a network may bring them.
        for start in stride(from: 0, to: bytes.count, by: 100) {
            try bytes[start..<min(start + 100, bytes.count)].withUnsafeBytes { try indexer.read($0) }
        }
        return try indexer.finish()
    }

    private static func findings(
        _ layers: [[LayerEntry]],
        _ settings: String,
        entrypoint: EntrypointPolicy = .replace
    ) throws -> [String] {
        let text =
            #"{"architecture":"amd64","os":"linux","config":\#(settings),"rootfs":{"type":"layers","diff_ids":[]}}"#
        let configuration = try ImageConfiguration(Array(text.utf8))
        return ImagePreflight(
            tag: "cuda",
            platform: Platform(os: "linux", architecture: "amd64"),
            configuration: configuration,
            entrypoint: entrypoint,
            baseEntrypoint: configuration.entrypoint ?? [],
            files: ImageFiles(try layers.map { try listing($0) })
        ).findings().map { "\($0.severity.rawValue): \($0.message)" }
    }

    @Test("finds nothing where all is well")
    func well() throws {
        #expect(try Self.findings([Self.usual], "{}") == [])
        #expect(try Self.findings([Self.usual], #"{"User":"1000:1001","WorkingDir":"/tmp"}"#) == [])
        let chained = try Self.findings([Self.usual], #"{"Entrypoint":["/entrypoint.sh"]}"#, entrypoint: .chain)
        #expect(chained == [])
    }

    @Test(
        "says who cannot write where, and what cannot be executed",
        arguments: [
            (#"{"User":"app"}"#, EntrypointPolicy.replace, "warning: it runs as 'app' by name"),
            (#"{"User":"nobody"}"#, .replace, "error: it runs as 'nobody', whom its /etc/passwd"),
            (#"{"User":"1000","Env":["TMPDIR=/work"]}"#, .replace, "error: user 1000 cannot write to /work"),
            (#"{"Env":["TMPDIR=/none"]}"#, .replace, "error: it has no /none"),
            (#"{"Env":["TMPDIR=/bin/sh"]}"#, .replace, "error: its /bin/sh is no folder"),
            (
                #"{"User":"1000","WorkingDir":"/work"}"#, .replace,
                "warning: user 1000 cannot write to the working folder /work"
            ),
            (#"{"Entrypoint":["/none.sh"]}"#, .chain, "error: its entry point '/none.sh' is not there"),
            (#"{"Entrypoint":["/etc/passwd"]}"#, .keep, "cannot execute its entry point /etc/passwd"),
            (#"{"Entrypoint":["none"],"Env":["PATH=/bin"]}"#, .chain, "error: its entry point 'none' is not there"),
        ]
    )
    func findsFaults(settings: String, policy: EntrypointPolicy, part: String) throws {
        let findings = try Self.findings([Self.usual], settings, entrypoint: policy)
        #expect(findings.count == 1 && findings[0].contains(part), "\(findings)")
    }

    @Test("sees layers as a container does: links, whiteouts, folders that hide")
    func overlay() throws {
        let lower =
            Self.usual + [
                Self.file("opt/old/tool", "#!/bin/sh\n", mode: 0o755),
                LayerEntry(path: "usr/bin", kind: .directory, mode: 0o755),
                Self.file("usr/bin/python", "#!/none\n", mode: 0o755),
            ]
        // Layers that remove cannot be made with what makes layers: listings can.
        var upper = try Self.listing([
            LayerEntry(path: "var/tmp", kind: .symbolicLink(target: "../tmp"), mode: 0o777),
            LayerEntry(path: "loop", kind: .symbolicLink(target: "loop"), mode: 0o777),
        ])
        upper.removed = ["opt/old"]
        upper.opaque = ["usr/bin"]
        let files = ImageFiles([try Self.listing(lower), upper])
        #expect(files.find("/var/tmp")?.path == "tmp")
        #expect(files.find("/opt/old/tool") == nil)
        #expect(files.find("/usr/bin/python") == nil)
        #expect(files.find("/loop") == nil)
        #expect(files.find("/bin/../bin/sh")?.path == "bin/sh")
        #expect(files.find("/entrypoint.sh")?.entry.format == .script("/bin/sh"))
    }

    @Test("keeps listings as text, and takes no text that was cut short")
    func listingText() throws {
        var listing = try Self.listing(Self.usual + [Self.file("odd%name\t1", "x")])
        listing.removed = ["a\nb"]
        #expect(LayerListing(text: listing.text) == listing)
        #expect(LayerListing(text: listing.text.dropLast(5)) == nil)
        #expect(LayerListing(text: []) == nil)
    }

    @Test("damaged layers are errors of their own kind", arguments: [LayerCompression.gzip, .zstd, .none])
    func damage(compression: LayerCompression) throws {
        let (_, bytes) = try LayerBuilder.build(entries: Self.usual, compression: compression, timestamp: 0)
        var generator = SeededGenerator(seed: 5)
        print("preflight: seed 5")
        for _ in 0..<300 {
            var damaged = bytes
            for _ in 0..<3 {
                damaged[Int.random(in: 0..<damaged.count, using: &generator)] = UInt8.random(
                    in: 0...255,
                    using: &generator
                )
            }
            do {
                var indexer = try LayerIndexer()
                try damaged.withUnsafeBytes { try indexer.read($0) }
                _ = try indexer.finish()
            } catch { #expect(error is LayerError, "\(error)") }
        }
    }

    @Test(
        "knows whom a USER means",
        arguments: [
            ("", 0 as Int64?, [0]), ("0", 0, [0]), ("app", 1000, [50, 1001]), ("1000", 1000, [50, 1001]),
            ("7:8", 7, [8]),
            ("app:staff", 1000, [50]), ("none", nil, []), ("app:none", nil, []),
        ]
    )
    func users(text: String, number: Int64?, groups: [Int64]) throws {
        let user = ImageUser(text, files: ImageFiles([try Self.listing(Self.usual)]))
        #expect(user?.user == number)
        #expect(user.map { $0.groups.sorted() } ?? [] == groups)
    }
}
