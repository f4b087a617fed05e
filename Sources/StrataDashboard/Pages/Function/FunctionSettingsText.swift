import StrataModel

/// What `@Func` says of a function, in words.
enum FunctionSettingsText {
    /// The settings that are given.
    static func views(_ settings: FunctionSettings) -> [FunctionPage.Setting] {
        var views: [FunctionPage.Setting] = []
        func add(_ name: String, _ text: String?) {
            if let text, !text.isEmpty { views.append(FunctionPage.Setting(name: name, text: text)) }
        }
        add("Executes", settings.isStandalone ? "in a container of its own, where the runner has containers" : nil)
        add("Base image", settings.baseImageTag.map { "\($0.rawValue)" })
        add("Cache", settings.cache ? "earlier outputs for the same inputs are used again" : nil)
        add("Attempts", settings.retry.map { PageText.count($0.attempts) })
        add("Time limit", settings.timeout.map(duration))
        add("Processors", settings.resources?.cpu)
        add("Memory", settings.resources?.memory)
        add("GPUs", settings.resources.flatMap { $0.gpus > 0 ? PageText.count($0.gpus) : nil })
        add("Tags", settings.tags.joined(separator: ", "))
        return views
    }

    private static func duration(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        return PageText.duration(seconds: Double(seconds) + Double(attoseconds) / 1e18)
    }
}

extension FunctionPage {
    /// A setting in words.
    struct Setting: Sendable {
        let name: String
        let text: String
    }
}
