import StrataAPI
import StrataModel

/// The settings of two pipeline runs, in words.
enum SettingComparison {
    static func settings(_ left: Comparison.Side, _ right: Comparison.Side) -> [Comparison.Setting] {
        let (one, other) = (left.summary.pipelineRun, right.summary.pipelineRun)
        func setting(_ name: String, _ value: (PipelineRunRecord) -> String) -> Comparison.Setting {
            let (first, second) = (value(one), value(other))
            return Comparison.Setting(
                name: name,
                left: first.isEmpty ? nil : first,
                right: second.isEmpty ? nil : second
            )
        }
        return [
            setting("Name") { $0.name },
            setting("Function") { $0.function },
            setting("Arguments") { $0.arguments.map(quoted).joined(separator: " ") },
            setting("Tags") { $0.tags.sorted().joined(separator: ", ") },
            setting("Version of Strata") { $0.strataVersion },
            setting("Runner") { $0.runner },
            setting("User") { $0.driver.user },
            setting("Machine") { $0.driver.host },
        ]
    }

    /// An argument as a shell takes it.
    private static func quoted(_ argument: String) -> String {
        let isPlain =
            !argument.isEmpty
            && argument.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"'\"\\$&|;<>()*?[]{}`!#~".utf8.contains($0) }
        return isPlain ? argument : "'" + argument.replacing("'", with: "'\\''") + "'"
    }
}
