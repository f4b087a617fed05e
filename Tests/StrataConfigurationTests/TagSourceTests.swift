import Testing

@testable import StrataConfiguration

@Suite("Typed tags")
struct TagSourceTests {
    @Test(
        "have names in Swift",
        arguments: [
            ("cuda", "cuda"), ("CUDA", "CUDA"), ("cuda_12", "cuda_12"), ("cuda-12.4", "cuda12_4"),
            ("python-3.12", "python3_12"),
            ("CUDA-runtime", "cudaRuntime"), ("Big-box", "bigBox"), ("pyTorch-gpu", "pyTorchGpu"),
            ("3.11-slim", "_3_11Slim"),
            ("a--b", "aB"), ("a-", "a"), ("none", "none_"), ("init", "init_"), ("self", "self_"), ("Type", "Type_"),
            ("default", "default"),
        ]
    )
    func names(_ tag: String, _ name: String) {
        #expect(TagIdentifier.name(for: tag) == name)
    }

    @Test("are an extension with the places of their images")
    func source() throws {
        let configuration = try read("base: debian:12\nbases:\n  cuda:\n    image: nvidia/cuda:${TAG}\n")
        let source = try BaseImageTagSource.swift(for: configuration, file: "strata.yaml")
        #expect(
            source == """
                // Generated from strata.yaml, which is what to edit.
                import Strata

                extension BaseImageTag {
                    /// The base image 'debian:12' (strata.yaml:1).
                    static let `default`: BaseImageTag = "default"

                    /// The base image 'nvidia/cuda:v1.2' (strata.yaml:3).
                    static let cuda: BaseImageTag = "cuda"
                }

                """
        )
    }

    @Test("say that the default is the built-in base image where no file names one")
    func builtIn() throws {
        let source = try BaseImageTagSource.swift(for: ImagesConfiguration(), file: "strata.yaml")
        #expect(
            source.contains(
                "    /// The built-in base image.\n    static let `default`: BaseImageTag = \"default\"\n}\n"
            )
        )
    }

    @Test("cannot share a name")
    func collisions() throws {
        let configuration = try read("bases:\n  cuda-12: a\n  cuda.12: b\n  cuda12: c\n")
        #expect {
            try BaseImageTagSource.swift(for: configuration, file: "strata.yaml")
        } throws: { error in
            "\(error)" == """
                strata.yaml:3:3: the base image tags 'cuda-12' on line 2 and 'cuda.12' are both 'cuda12' in Swift; rename one \
                of them
                strata.yaml:4:3: the base image tags 'cuda-12' on line 2 and 'cuda12' are both 'cuda12' in Swift; rename one \
                of them
                """
        }
    }
}
