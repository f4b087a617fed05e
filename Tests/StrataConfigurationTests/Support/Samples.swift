import Foundation

/// Files as users write them.
enum Samples {
    /// All keys there are.
    static let everything = """
        version: 1
        registry: ${HOST}
        repository: team/digits
        tag: release-${TAG}
        base: debian:bookworm-slim
        bases:
          # The key is what functions name.
          cuda:
            image: nvcr.io/nvidia/cuda:12.4.1-runtime-ubuntu22.04
            entrypoint: chain
            env: {OMP_NUM_THREADS: "4", DEBUG: yes}
            user: 1000:1000
            workdir: /srv
            labels:
              kind: gpu
            platforms: [linux/amd64]
            data: [kernels/*]
        data:
          - "Data/**"
          - models/{a,b}/*.bin
        platforms: [linux/amd64, linux/arm64/v8]
        env: {LANG: C.UTF-8, OMP_NUM_THREADS: 1}
        workdir: /work
        labels: {kind: cpu, team: ml}
        worker: {mode: static, configuration: debug, strip: false, compression: zstd}
        registries:
          localhost:5000:
            insecure: true
            mirrors: [mirror.example.com]
            concurrency: 8
          registry.example.com: {certificateAuthority: ca.pem}

        """

    /// Several files, to be changed at random.
    static let all = [
        everything,
        "base: debian:bookworm-slim\n",
        "version: 1\nbases:\n  default: strata:minimal\n  cuda:\n    image: a/b:${TAG:-1}@sha256:\(String(repeating: "a", count: 64))\n",
        "env: &e {A: 1, B: \"x\\ty\"}\nbases:\n  a: {image: x, env: *e}\n  b: {image: y, env: *e}\n",
        "data:\n- '**/*.[ch]'\n- \"a{b,c{d,e}}/?[!x-z]\"\nlabels:\n  text: |\n    one\n    two\n  folded: >-\n    three\n    four\n",
    ]
}

/// Writes a text file.
func write(_ text: String, _ path: String) throws {
    let url = URL(filePath: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
}
