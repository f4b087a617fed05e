import Foundation
import StrataTestSupport
import Testing

@testable import StrataImages

/// A registry with bases, a program to package, and folders to work in.
struct ImagesFixture: Sendable {
    let registry: RegistryFixture
    let folder: String
    let client: RegistryClient

    /// Runs `body` with a registry, a folder and a client of their own.
    static func run(_ body: @escaping @Sendable (ImagesFixture) async throws -> Void) async throws {
        try await RegistryFixture.run { registry in
            try await withTemporaryFolder { folder in
                let options = RegistryClientOptions(environment: [:])
                try await RegistryClient.withClient(options, credentials: .anonymous) { client in
                    try await body(ImagesFixture(registry: registry, folder: folder, client: client))
                }
            }
        }
    }

    var folders: ImageFolders { ImageFolders(root: folder + "/home") }

    func repository(_ name: String = "team/program") throws -> ImageRepository {
        try ImageRepository("\(registry.host)/\(name)")
    }

    /// A program of this machine that answers `--strata-describe` with `functions` and is linked like any other.
    ///
    /// What makes it different from the last one is `mark`, as a changed line of source would.
    func program(functions: String = "[]", mark: String = "", name: String = "program") async throws -> String {
        let build = "\(folder)/build"
        try FileManager.default.createDirectory(atPath: build, withIntermediateDirectories: true)
        let answer = functions.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
        try Data("const char *own(void) { return \"library\"; }\n".utf8).write(to: URL(filePath: "\(build)/own.c"))
        try Data(
            """
            #include <stdio.h>
            #include <string.h>
            const char *own(void);
            const char *mark = "mark: \(mark)";
            int main(int count, char **arguments) {
                if (count > 1 && strcmp(arguments[1], "--strata-describe") == 0) puts("\(answer)");
                else printf("%s %s %s\\n", own(), mark, count > 1 ? arguments[1] : "");
                return 0;
            }

            """.utf8
        ).write(to: URL(filePath: "\(build)/main.c"))
        let script = """
            clang -shared -fPIC own.c -o libown.so && clang main.c -L. -lown -Wl,-rpath,'$ORIGIN' -o \(name)
            """
        let outcome = try await runProgram(["sh", "-c", script], in: build)
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        return "\(build)/\(name)"
    }

    /// Pushes a base of one layer.
    @discardableResult
    func pushBase(
        _ name: String,
        platform: Platform = .current,
        settings: String = #"{"Env":["PATH=/bin"],"Labels":{"of":"the base"}}"#,
        entries: [LayerEntry] = [LayerEntry(path: "tmp", kind: .directory, mode: 0o1777)],
        family: MediaTypeFamily = .oci
    ) async throws -> Descriptor {
        let reference = try ImageReference("\(registry.host)/bases/\(name)")
        let marker = LayerEntry(path: "etc/base", kind: .file(.bytes(Array("\(name) \(platform)".utf8))), mode: 0o644)
        let (layer, bytes) = try LayerBuilder.build(entries: entries + [marker], compression: .gzip, timestamp: 0)
        let configuration = Array(
            """
            {"architecture":"\(platform.architecture)","os":"\(platform.os)","config":\(settings),
            "rootfs":{"type":"layers","diff_ids":["\(layer.diffID)"]},"history":[{"created_by":"base"}]}
            """.utf8
        )
        let digest = Digest(hashing: configuration)
        let size = Int64(configuration.count)
        let manifest = ImageManifest(
            mediaType: family.manifest,
            configuration: Descriptor(mediaType: family.configuration, digest: digest, size: size),
            layers: [Descriptor(mediaType: family.gzipLayer, digest: layer.digest, size: layer.size)]
        )
        try await client.uploadBlob(.bytes(bytes), digest: layer.digest, size: layer.size, to: reference.place)
        try await client.uploadBlob(
            .bytes(configuration),
            digest: digest,
            size: Int64(configuration.count),
            to: reference.place
        )
        let document = manifest.bytes
        _ = try await client.putManifest(document, mediaType: manifest.mediaType, to: reference)
        return Descriptor(
            mediaType: manifest.mediaType,
            digest: Digest(hashing: document),
            size: Int64(document.count),
            platform: platform
        )
    }

    /// A request to package `program` as `yaml` says; `@` in it stands for the registry.
    func request(_ program: String, _ yaml: String) throws -> PackagingRequest {
        let text = yaml.replacingOccurrences(of: "@", with: registry.host)
        let configuration = try ImagesConfiguration.parse(text, file: "strata.yaml", environment: [:])
        return PackagingRequest(
            executable: program,
            program: "program",
            configuration: configuration,
            configurationPath: "strata.yaml",
            bases: try configuration.bases.map { try BasePlan($0) }
        )
    }

    func package(_ request: PackagingRequest) async throws -> Packaging {
        try await ImagePackager(client: client, folders: folders).package(request)
    }

    func push(_ packaging: Packaging, to name: String = "team/program") async throws -> [PushedImage] {
        let record = PushRecord(path: folders.pushes)
        let images = try packaging.images.map { image in
            (image: image, tags: try ImageTagName.tags(program: "program", base: image.tag, tag: nil))
        }
        let pushed = try await ImagePusher(client: client, record: record).push(images, to: repository(name))
        try record.save()
        return pushed
    }
}
