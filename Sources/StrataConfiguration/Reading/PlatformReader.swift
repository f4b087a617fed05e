/// Reads lists of platforms (https://github.com/opencontainers/image-spec/blob/main/image-index.md).
enum PlatformReader {
    /// What other worlds call the architectures.
    private static let otherNames = ["x86_64": "amd64", "x64": "amd64", "aarch64": "arm64", "i386": "386"]

    /// Reads a list; what is no platform, or stands there twice, is a problem.
    static func read(_ node: YAMLNode, named name: String, _ problems: inout Problems) -> [Located<String>] {
        var platforms: [Located<String>] = []
        for platform in Collections.words(node, named: name, &problems) {
            if let (problem, remedy) = problem(with: platform.value) {
                problems.add(platform.position, "'\(Shown.text(platform.value))' in \(name) \(problem)", remedy)
            } else if platforms.contains(where: { $0.value == platform.value }) {
                problems.add(platform.position, "'\(platform.value)' stands in \(name) twice", "remove one of the two")
            } else {
                platforms.append(platform)
            }
        }
        return platforms
    }

    private static func problem(with text: String) -> (problem: String, remedy: String)? {
        let example = "write it as in 'linux/amd64' or 'linux/arm/v7'"
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy(isWord) else { return ("is no platform", example) }
        guard parts[0] == "linux" else { return ("is not a platform of Linux, where workers run", example) }
        guard let name = otherNames[String(parts[1])] else { return nil }
        let variant = parts.count > 2 ? "/\(parts[2])" : ""
        return ("has an architecture by another name", "did you mean 'linux/\(name)\(variant)'?")
    }

    private static func isWord(_ text: Substring) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }
    }
}
