import Foundation

/// The same with other tools, at their best: what does not change is in the bases already, and bases go at once.
struct PeerCases {
    let work: Workplace
    let measure: Measure
    let crane: String?

    private var folder: String { work.folder + "/peers" }
    private var target: String { work.registry + "/peers" }
    private var command: [String] {
        ["/strata/bin/ld-linux-x86-64.so.2", "--library-path", "/strata/bin", "/strata/bin/Digits", "worker"]
    }

    func run(_ bases: [String]) throws {
        try prepare()
        for count in [1, bases.count] {
            let bases = Array(bases.prefix(count))
            let name = "\(count) base\(count == 1 ? "" : "s")"
            let options = try work.configuration(bases) + ["--executable", work.executable]
            try work.push(options)
            try measure.row("strata, \(name)", prepare: { try work.change() }, run: { try work.push(options) })
            try runCrane(bases, name)
            try runBuildah(bases, name)
        }
    }

    /// Two trees: what does not change, and the application, stripped like ours.
    private func prepare() throws {
        try work.shell(
            """
            mkdir -p \(folder)/still/strata/bin \(folder)/changing/strata/bin
            cp \(work.folder)/release/*.so $(ldd \(work.executable) | grep -o '/[^ ]*\\.so[^ ]*' | sort -u) \
                \(folder)/still/strata/bin/
            strip \(folder)/still/strata/bin/*
            cp -r \(work.folder)/release/Digits_Digits.resources \(folder)/still/strata/bin/
            tar --create --gzip --file \(folder)/still.tar.gz --directory \(folder)/still strata
            strip -o \(folder)/changing/strata/bin/Digits \(work.executable)
            """
        )
    }

    private func change() throws {
        try work.change(folder + "/changing/strata/bin/Digits")
    }

    /// A shell loop over bases: the first, and then all others at once; fails where one does.
    ///
    /// Each of them sends the layer of the application where it is not there. When several send it at the same time,
    /// docker-registry now and then loses it ("blob unknown to registry").
    private func atOnce(_ bases: [String], _ body: String) -> String {
        """
        each() { local base=$1; \(body); }
        each \(bases[0]) >/dev/null
        jobs=()
        for base in \(bases.dropFirst().joined(separator: " ")); do each "$base" >/dev/null & jobs+=($!); done
        for job in "${jobs[@]}"; do wait "$job"; done
        """
    }

    private func runCrane(_ bases: [String], _ name: String) throws {
        guard let crane else { return }
        try work.shell(
            atOnce(
                bases,
                "\(crane) append --insecure -b \(work.registry)/bases/$base:1 -f \(folder)/still.tar.gz "
                    + "-t \(target)/still:$base"
            )
        )
        let layer = "tar --create --gzip --file \(folder)/layer.tar.gz --directory \(folder)/changing strata\n"
        let append =
            "\(crane) append --insecure -b \(target)/still:$base -f \(folder)/layer.tar.gz -t \(target)/crane:$base"
        let entrypoint = command.joined(separator: ",")
        let mutate =
            "\(crane) mutate --insecure \(target)/crane:$base --entrypoint \(entrypoint) -t \(target)/crane:$base"
        try measure.row("tar, crane append, \(name)", prepare: change) { try work.shell(layer + atOnce(bases, append)) }
        try measure.row("tar, crane append, mutate, \(name)", prepare: change) {
            try work.shell(layer + atOnce(bases, append + " && " + mutate))
        }
    }

    private func runBuildah(_ bases: [String], _ name: String) throws {
        let program = "buildah --root \(folder)/storage --runroot \(folder)/run"
        let entrypoint = "[" + command.map { "\"\($0)\"" }.joined(separator: ",") + "]"
        defer {
            // The storage of containers may be mounted on itself.
            _ = try? work.shell("umount \(folder)/storage/overlay 2>/dev/null || true")
        }
        for base in bases {
            try work.shell(
                """
                container=$(\(program) from --tls-verify=false \(work.registry)/bases/\(base):1)
                \(program) copy --quiet "$container" \(folder)/still / >/dev/null
                \(program) commit --quiet --rm "$container" still-\(base) >/dev/null
                """
            )
        }
        let build = """
            container=$(\(program) from --pull-never localhost/still-$base) &&
            \(program) copy --quiet "$container" \(folder)/changing / &&
            \(program) config --entrypoint '\(entrypoint)' "$container" &&
            \(program) commit --quiet --rm --tls-verify=false "$container" docker://\(target)/buildah:$base
            """
        // The first pushes what does not change.
        try change()
        try work.shell(atOnce(bases, build))
        try measure.row("buildah from, copy, config, commit, \(name)", prepare: change) {
            try work.shell(atOnce(bases, build))
        }
    }
}
