import StrataModel

/// What `@Func` says of a function, in words.
enum SettingsText {
    /// Where runs execute: `inline`, `standalone`, or `standalone (cuda)` for a base image.
    static func place(_ settings: FunctionSettings) -> String {
        guard settings.isStandalone else { return "inline" }
        guard let tag = settings.baseImageTag else { return "standalone" }
        return "standalone (\(tag.rawValue))"
    }

    /// The settings that are set, apart from the place; empty for none.
    static func text(_ settings: FunctionSettings) -> String {
        var parts: [String] = []
        if settings.cache { parts.append("cache") }
        if let retry = settings.retry { parts.append("retry \(retry.attempts)") }
        if let timeout = settings.timeout { parts.append("timeout \(DurationText.text(timeout))") }
        if let resources = settings.resources {
            if let cpu = resources.cpu { parts.append("cpu \(cpu)") }
            if let memory = resources.memory { parts.append("memory \(memory)") }
            if resources.gpus > 0 { parts.append("gpus \(resources.gpus)") }
        }
        if !settings.tags.isEmpty { parts.append("tags " + settings.tags.joined(separator: " ")) }
        return parts.joined(separator: ", ")
    }
}
