/// The operating system and processor that an image is for.
///
/// Words are those of Go's `GOOS` and `GOARCH`, as the image specification has them.
public struct Platform: Sendable, Hashable {
    /// The operating system, `linux`.
    public var os: String
    /// The processor's architecture, `amd64`, `arm64`.
    public var architecture: String
    /// The architecture's variant, `v8`, or `nil`.
    public var variant: String?

    /// Names a platform.
    public init(os: String, architecture: String, variant: String? = nil) {
        self.os = os
        self.architecture = architecture
        self.variant = variant
    }

    /// Parses `os/architecture` or `os/architecture/variant`.
    ///
    /// The names by which `uname` and compilers know architectures, `x86_64` and `aarch64`, are understood.
    ///
    /// - Returns: `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { $0.lowercased() }
        let isWritten = parts.allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy {
                    $0 < 0x80
                        && ($0 == 0x5F || Character(Unicode.Scalar($0)).isLetter
                            || Character(Unicode.Scalar($0)).isNumber)
                }
        }
        guard parts.count == 2 || parts.count == 3, isWritten else { return nil }
        let names = ["x86_64": "amd64", "aarch64": "arm64"]
        self.init(
            os: parts[0],
            architecture: names[parts[1]] ?? parts[1],
            variant: parts.count == 3 ? parts[2] : nil
        )
    }

    /// The platform of this process.
    public static var current: Platform {
        #if os(Linux)
        let os = "linux"
        #elseif os(macOS)
        let os = "darwin"
        #else
        let os = "unknown"
        #endif
        #if arch(x86_64)
        return Platform(os: os, architecture: "amd64")
        #elseif arch(arm64)
        return Platform(os: os, architecture: "arm64")
        #else
        return Platform(os: os, architecture: "unknown")
        #endif
    }

    /// The variant, with those filled in that leaving out means: `v8` for arm64 and `v7` for arm.
    private var effectiveVariant: String? {
        switch architecture {
        case "arm64": variant ?? "v8"
        case "arm": variant ?? "v7"
        case "amd64": variant ?? "v1"
        default: variant
        }
    }

    /// Whether an image for `other` is one for this platform: os, architecture and variant all count.
    public func matches(_ other: Platform) -> Bool {
        os == other.os && architecture == other.architecture && effectiveVariant == other.effectiveVariant
    }
}

extension Platform: CustomStringConvertible {
    /// `linux/arm64/v8`.
    public var description: String {
        "\(os)/\(architecture)" + (variant.map { "/" + $0 } ?? "")
    }
}
