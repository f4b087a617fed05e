import Foundation

/// What a change of one line costs by what else lies in the layer of the application, with `tar`, `gzip` and `curl`.
struct SplitCases {
    let work: Workplace
    let measure: Measure

    func run() throws {
        let folder = work.folder + "/split"
        try work.shell(
            """
            mkdir -p \(folder)
            strip -o \(folder)/Digits \(work.executable)
            strip -o \(folder)/libStrata.so \(work.folder)/release/libStrata.so
            cp -r \(work.folder)/release/Digits_Digits.resources \(folder)/
            """
        )
        for (name, files) in [
            ("application alone", "Digits"), ("with its resources", "Digits Digits_Digits.resources"),
            ("with its dependencies", "Digits libStrata.so"),
        ] {
            try measure.row(
                name,
                prepare: { try work.change(folder + "/Digits") },
                run: {
                    try work.shell(
                        """
                        tar --create --directory \(folder) \(files) | gzip >\(folder)/layer
                        place=$(curl -sfi -X POST http://\(work.registry)/v2/team/split/blobs/uploads/ |
                            tr -d '\\r' | sed -n 's/^[Ll]ocation: //p')
                        sum=$(sha256sum \(folder)/layer | cut -d' ' -f1)
                        curl -sf -T \(folder)/layer -H 'Content-Type: application/octet-stream' "$place&digest=sha256:$sum"
                        """
                    )
                }
            )
        }
    }
}
