import StrataModel

/// What `@Func` says of a function, in sentences.
enum SettingsWords {
    static func sentences(_ settings: FunctionSettings) -> [String] {
        var sentences: [String] = []
        if let tag = settings.baseImageTag {
            sentences.append(
                "Executes in a container of its own on the base image '\(tag.rawValue)', where the runner has containers."
            )
        } else if settings.isStandalone {
            sentences.append("Executes in a container of its own, where the runner has containers.")
        } else {
            sentences.append("Executes inline, in the driver's process.")
        }
        sentences.append(
            settings.cache
                ? "An earlier output for the same inputs is used again."
                : "Executes each time; outputs are not used again."
        )
        if let retry = settings.retry {
            sentences.append(
                retry.attempts == 1 ? "Is tried once." : "Is tried up to \(retry.attempts) times if it fails."
            )
        } else {
            sentences.append("Is not tried again if it fails.")
        }
        if let timeout = settings.timeout {
            sentences.append("One attempt may take \(PageText.duration(seconds: seconds(timeout))).")
        }
        if let resources = settings.resources { sentences.append(words(resources)) }
        return sentences
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    private static func words(_ resources: ResourceRequirements) -> String {
        var parts: [String] = []
        if let cpu = resources.cpu { parts.append("\(cpu) processors") }
        if let memory = resources.memory { parts.append("\(memory) of memory") }
        if resources.gpus > 0 { parts.append(PageText.count(resources.gpus, "GPU")) }
        return parts.isEmpty ? "Takes the runner's default machine." : "Needs \(parts.joined(separator: ", "))."
    }
}
