import FoundationEssentials
import StrataLayers
import StrataModel
import StrataOCI

/// Packs an image layout into one file.
public enum ImageArchive {
    /// What the file is.
    public enum Format: String, Sendable, CaseIterable {
        /// A tar archive of the layout.
        case oci
        /// What `docker save` writes, with one platform's image for each name.
        case docker
    }

    /// Packs a folder that ``ImageLayoutWriter`` wrote.
    ///
    /// - Parameters:
    ///   - layout: The folder.
    ///   - images: The images that are in it, with the names that they get when loaded.
    ///   - format: What to write.
    ///   - path: The file, replaced where it is there.
    /// - Throws: ``OutputError`` or `LayerError` where it cannot be written.
    public static func write(
        layout: String,
        images: [(image: PackagedImage, name: String)],
        format: Format,
        to path: String
    ) throws {
        let entries = format == .oci ? try layoutEntries(layout) : try dockerEntries(layout, images)
        _ = try LayerBuilder.build(entries: entries, compression: .none, timestamp: 0, to: path)
    }

    private static func layoutEntries(_ layout: String) throws -> [LayerEntry] {
        let blobs = try FileManager.default.contentsOfDirectory(atPath: "\(layout)/blobs/sha256").sorted()
        return try (["index.json", "oci-layout"] + blobs.map { "blobs/sha256/\($0)" }).map { name in
            try entry(name, "\(layout)/\(name)")
        }
    }

    /// `manifest.json` names each image's configuration and layers, which lie beside it.
    private static func dockerEntries(
        _ layout: String,
        _ images: [(image: PackagedImage, name: String)]
    ) throws -> [LayerEntry] {
        var files: [String: Digest] = [:]
        let manifests = images.flatMap { image, name in
            image.images.filter { $0.platform.matches(.current) || image.images.count == 1 }.map { member in
                let configuration = "\(member.configurationDescriptor.digest.hexadecimal).json"
                files[configuration] = member.configurationDescriptor.digest
                let layers = member.layers.map { "\($0.descriptor.digest.hexadecimal).tar" }
                for layer in member.layers {
                    files["\(layer.descriptor.digest.hexadecimal).tar"] = layer.descriptor.digest
                }
                var object = JSONObject()
                object["Config"] = RawJSON(configuration)
                object["RepoTags"] = RawJSON(strings: [name])
                object["Layers"] = RawJSON(strings: layers)
                return object.json
            }
        }
        let manifest = LayerEntry(path: "manifest.json", kind: .file(.bytes(RawJSON(manifests).bytes)), mode: 0o644)
        return try [manifest]
            + files.sorted { $0.key < $1.key }.map { name, digest in
                try entry(name, "\(layout)/blobs/sha256/\(digest.hexadecimal)")
            }
    }

    private static func entry(_ name: String, _ path: String) throws -> LayerEntry {
        LayerEntry(path: name, kind: .file(.file(path: path, size: try BlobFile.size(of: path))), mode: 0o644)
    }
}
