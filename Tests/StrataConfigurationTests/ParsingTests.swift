import StrataConfiguration
import StrataTestSupport
import Testing

@Suite("strata.yaml")
struct ParsingTests {
    @Test(
        "an empty file means that everything is left out",
        arguments: ["", "\n\n", "# nothing\n", "---\n", "{}", "~", "\u{FEFF}", "version: 1\n"]
    )
    func empty(_ text: String) throws {
        #expect(try read(text) == ImagesConfiguration())
    }

    @Test("all keys are read, with their places")
    func everything() throws {
        let configuration = try read(Samples.everything)
        #expect(configuration.registry == Located("localhost:5000", at: TextPosition(line: 2, column: 11)))
        #expect(configuration.repository?.value == "team/digits")
        #expect(configuration.tag == Located("release-v1.2", at: TextPosition(line: 4, column: 6)))
        #expect(configuration.bases.map(\.tag) == ["default", "cuda"])
        #expect(configuration.data.map(\.value.text) == ["Data/**", "models/{a,b}/*.bin"])
        #expect(configuration.data.map(\.position?.line) == [19, 20])
        #expect(configuration.platforms.map(\.value) == ["linux/amd64", "linux/arm64/v8"])
        #expect(
            configuration.worker
                == WorkerConfiguration(mode: .static, configuration: .debug, strip: false, compression: .zstd)
        )
        let registry = try #require(configuration.registries["localhost:5000"])
        #expect(registry.insecure)
        #expect(registry.mirrors.map(\.value) == ["mirror.example.com"])
        #expect(registry.concurrency?.value == 8)
        let other = try #require(configuration.registries["registry.example.com"])
        #expect(other.certificateAuthority?.value == "ca.pem")
    }

    @Test("a base image has its own settings over the common ones")
    func settings() throws {
        let configuration = try read(Samples.everything)
        let cuda = try #require(configuration.base(tagged: "cuda"))
        #expect(cuda.position == TextPosition(line: 8, column: 3))
        #expect(cuda.image.name == "nvcr.io/nvidia/cuda:12.4.1-runtime-ubuntu22.04")
        #expect(cuda.entrypoint == .chain)
        #expect(cuda.env.map(\.name) == ["LANG", "OMP_NUM_THREADS", "DEBUG"])
        #expect(cuda.env.map(\.text.value) == ["C.UTF-8", "4", "yes"])
        #expect(cuda.user?.value == "1000:1000")
        #expect(cuda.workdir?.value == "/srv")
        #expect(cuda.labels.map(\.text.value) == ["ml", "gpu"])
        #expect(cuda.platforms.map(\.value) == ["linux/amd64"])
        #expect(cuda.data.map(\.value.text) == ["kernels/*"])
        let standard = try #require(configuration.base(tagged: "default"))
        #expect(standard.env.map(\.text.value) == ["C.UTF-8", "1"])
        #expect(standard.workdir?.value == "/work")
        #expect(standard.platforms == configuration.platforms)
        #expect(standard.entrypoint == .replace)
    }

    @Test("Windows line ends, a byte order mark and JSON are fine")
    func formats() throws {
        let lines = "version: 1\r\nbase: debian:12\r\nenv:\r\n  A: 1\r\n"
        let configuration = try read("\u{FEFF}" + lines)
        #expect(configuration.bases[0].position == TextPosition(line: 2, column: 1))
        #expect(configuration.bases[0].env[0].text == Located("1", at: TextPosition(line: 4, column: 6)))
        #expect(try read("{\"base\": \"debian:12\"}").bases[0].image.name == "debian:12")
    }

    @Test(
        "text stays as it is written, whatever YAML would make of it",
        arguments: [
            ("4", "4"), ("\"4\"", "4"), ("1.10", "1.10"), ("0x10", "0x10"), ("yes", "yes"), ("No", "No"),
            ("true", "true"),
            ("1e3", "1e3"), ("2024-01-01", "2024-01-01"), ("\"\"", ""), ("'~'", "~"), ("\"null\"", "null"),
            ("a $HOME ${HOME} $$ {b}", "a $HOME ${HOME} $$ {b}"), ("|\n    a\n    b\n", "a\nb\n"),
            ("\"\\u00e9\\n\"", "é\n"),
        ]
    )
    func texts(_ written: String, _ expected: String) throws {
        #expect(try read("env:\n  A: \(written)").bases[0].env.map(\.text.value) == [expected])
    }

    @Test("anchors repeat values")
    func anchors() throws {
        let text = "bases:\n  a: {image: debian:12, env: &common {A: 1}}\n  b: {image: alpine, env: *common}\n"
        #expect(try read(text).base(tagged: "b")?.env.map(\.text.value) == ["1"])
    }

    @Test("the file is found in the package's folder, and need not be there")
    func loading() async throws {
        try await withTemporaryFolder { folder in
            #expect(try ImagesConfiguration.load(package: folder, environment: [:]) == ImagesConfiguration())
            try write("base: debian:${TAG}\n", folder + "/strata.yaml")
            let configuration = try ImagesConfiguration.load(package: folder, environment: ["TAG": "12"])
            #expect(configuration.bases[0].image.name == "debian:12")
        }
    }

    @Test("what stands there and is no readable file is said")
    func unreadable() async throws {
        try await withTemporaryFolder { folder in
            func complaint() -> String {
                do {
                    _ = try ImagesConfiguration.load(package: folder, environment: [:])
                    return "nothing"
                } catch { return error.description }
            }
            try write("", folder + "/strata.yml")
            #expect(complaint() == "strata.yml: a file of this name is not read; rename it to 'strata.yaml'")
            _ = try await runProgram(["ln", "-s", "nowhere", "strata.yaml"], in: folder)
            #expect(complaint().contains("it is a symbolic link to a file that is not there"))
            _ = try await runProgram(["rm", "strata.yaml"], in: folder)
            _ = try await runProgram(["mkfifo", "strata.yaml"], in: folder)
            #expect(complaint().contains("strata.yaml: the file cannot be read: it is not a regular file"))
            _ = try await runProgram(["rm", "strata.yaml"], in: folder)
            try write(String(repeating: "#", count: (1 << 20) + 1), folder + "/strata.yaml")
            #expect(complaint().hasPrefix("strata.yaml: the file has more than 1 MiB; "))
        }
    }
}
