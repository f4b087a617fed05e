import Foundation

/// Makes the bases that images are made on.
enum Bases {
    /// Pushes so many bases to a registry as `bases/NAME:1`: five of different kinds, then small ones.
    ///
    /// - Returns: Their names; the first is the default.
    static func make(count: Int, in registry: Registry, _ work: Workplace) throws -> [String] {
        let kinds = ["bookworm", "busybox", "musl", "user", "entrypoint"]
        try work.run(["Scripts/make-base-images", registry.address] + kinds)
        var names = kinds
        while names.count < count {
            let name = "small\(names.count)"
            try makeRandom(name, kilobytes: 700, in: registry, work)
            names.append(name)
        }
        return names
    }

    /// Makes a base of one layer that does not compress.
    static func makeRandom(_ name: String, kilobytes: Int, in registry: Registry, _ work: Workplace) throws {
        try work.shell(
            """
            cd \(work.folder) && mkdir -p base/tmp && chmod 1777 base/tmp
            head -c \(kilobytes)000 /dev/urandom >base/content
            cd "$OLDPWD"
            echo '{"tag": "1", "images": [{"architecture": "amd64", "folder": "\(work.folder)/base", "config": {}}]}' |
                Scripts/write-image-layout \(work.folder)/layout
            skopeo --insecure-policy copy --quiet --dest-tls-verify=false \
                oci:\(work.folder)/layout:1 docker://\(registry.address)/bases/\(name):1
            rm -rf \(work.folder)/base \(work.folder)/layout
            """
        )
    }
}
