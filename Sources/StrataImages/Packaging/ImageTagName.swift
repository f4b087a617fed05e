public import StrataModel
import StrataOCI

/// The tags that a program's images get in their repository.
///
/// Programs that share a repository do not overwrite each other's: `<program>-<base>`, and with a tag of the user's own
/// `<program>-<base>-<tag>` as well. Runs name images by digest; tags are for people.
public enum ImageTagName {
    /// The tags of one base's image.
    ///
    /// - Parameters:
    ///   - program: The program's name; letters are lowered, what no tag may have becomes `-`.
    ///   - base: The base's key.
    ///   - tag: The user's own word, or `nil`.
    /// - Returns: One tag, or two.
    /// - Throws: `ImageReferenceError` where the whole is longer than 128 characters or otherwise no tag.
    public static func tags(program: String, base: BaseImageTag, tag: String?) throws -> [String] {
        let name = program.lowercased().map { character in
            character.isASCII && (character.isLetter || character.isNumber || "._".contains(character))
                ? character : "-"
        }
        let plain = String(name) + "-" + base.rawValue
        let tags = [plain] + (tag.map { ["\(plain)-\($0)"] } ?? [])
        for tag in tags {
            _ = try ImageReference(registry: .dockerHub, repository: "check", tag: tag)
        }
        return tags
    }
}
