public import StrataOCI

/// The three-way merge of an image's settings (the `config` member of its configuration).
///
/// What an image changed with respect to the base it was made on is carried over to another base. Lists and values that
/// both sides changed are the image's; environment variables and members of objects (labels, exposed ports, volumes) are
/// merged one by one, by key. What nobody knows is treated like everything else, and kept byte for byte.
public enum ConfigurationMerge {
    /// Merges settings.
    ///
    /// With an empty `ancestor` it lays `image` over `base`.
    ///
    /// - Parameters:
    ///   - ancestor: The settings of the base that `image` was made on.
    ///   - base: The settings of the base it is to stand on.
    ///   - image: The image's own settings.
    /// - Returns: The settings of the image on its new base; the base's order of keys, then the image's.
    public static func merge(ancestor: JSONObject, base: JSONObject, image: JSONObject) -> JSONObject {
        var result = base
        for name in union(ancestor.names, image.names) {
            result[name] = merged(name, ancestor[name], base[name], image[name])
        }
        return result
    }

    private static func merged(_ name: String, _ ancestor: RawJSON?, _ base: RawJSON?, _ image: RawJSON?) -> RawJSON? {
        if image == ancestor { return base }
        if base == ancestor || base == nil { return image }
        if name == "Env" { return environment(ancestor, base, image) }
        if let base = base?.object, let image = image?.object {
            return merge(ancestor: ancestor?.object ?? JSONObject(), base: base, image: image).json
        }
        return image
    }

    /// Variables by name: those the image set, changed or removed, over the base's.
    private static func environment(_ ancestor: RawJSON?, _ base: RawJSON?, _ image: RawJSON?) -> RawJSON? {
        let ancestor = ImageEnvironment(ancestor?.strings ?? [])
        var result = ImageEnvironment(base?.strings ?? [])
        let image = ImageEnvironment(image?.strings ?? [])
        for name in union(ancestor.names, image.names) where image[name] != ancestor[name] {
            result[name] = image[name]
        }
        return result.list.isEmpty ? nil : RawJSON(strings: result.list)
    }

    private static func union(_ first: [String], _ second: [String]) -> [String] {
        let known = Set(first)
        return first + second.filter { !known.contains($0) }
    }
}
