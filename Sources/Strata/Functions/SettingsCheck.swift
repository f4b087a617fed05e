import StrataModel

/// What is wrong with the settings of a program's functions, and what is not acted on yet.
struct SettingsCheck: Sendable {
    /// One sentence for each error, in the order of the functions' names.
    let errors: [String]
    /// One sentence that names every setting which is recorded but changes nothing yet, or `nil`.
    let warning: String?

    init(_ records: [FunctionRecord]) {
        var errors: [String] = []
        for record in records {
            let place = "\(record.file):\(record.line): '\(record.name)'"
            errors += Self.problems(record).map { "\(place) \($0)" }
        }
        errors += Self.duplicates(records)
        self.errors = errors
        warning = Self.warning(records)
    }

    private static func problems(_ record: FunctionRecord) -> [String] {
        let settings = record.settings
        var problems: [String] = []
        if settings.standalone == false, let tag = settings.baseImageTag {
            problems.append(
                "has 'standalone: false' beside the base image tag '\(tag.rawValue)': a tag implies a container of its "
                    + "own. Remove one of the two."
            )
        }
        if record.kind == .graph, settings.isStandalone {
            problems.append(
                "describes a graph, which always happens in the driver, but asks for a container of its own. Remove "
                    + "'standalone' and 'baseImageTag', or make it 'async throws' and await the calls in it."
            )
        }
        if let tag = settings.baseImageTag, tag.rawValue.isEmpty {
            problems.append("has an empty base image tag. Name a key under 'bases' in strata.yaml, or remove it.")
        }
        if let retry = settings.retry, retry.attempts < 1 {
            problems.append("has \(retry.attempts) attempts; there must be at least 1, the first one.")
        }
        if let timeout = settings.timeout, timeout <= .zero {
            problems.append("has a timeout of \(timeout); it must be longer than zero.")
        }
        if let resources = settings.resources {
            problems += Self.problems(resources)
        }
        return problems
    }

    private static func problems(_ resources: ResourceRequirements) -> [String] {
        var problems: [String] = []
        if let cpu = resources.cpu, !isQuantity(cpu, suffixes: ["", "m"]) {
            problems.append("asks for '\(cpu)' processors; write a number such as \"2\", \"0.5\" or \"500m\".")
        }
        let memorySuffixes = ["", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]
        if let memory = resources.memory, !isQuantity(memory, suffixes: memorySuffixes) {
            problems.append("asks for '\(memory)' of memory; write a quantity such as \"512Mi\" or \"4Gi\".")
        }
        if resources.gpus < 0 {
            problems.append("asks for \(resources.gpus) GPUs; the number cannot be negative.")
        }
        return problems
    }

    /// Whether `text` is a positive decimal number and one of the suffixes
    /// (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/).
    private static func isQuantity(_ text: String, suffixes: [String]) -> Bool {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let value = Double(number), value > 0 else { return false }
        return suffixes.contains(String(text.dropFirst(number.count)))
    }

    private static func duplicates(_ records: [FunctionRecord]) -> [String] {
        Dictionary(grouping: records, by: \.name).filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map {
            name,
            same in
            let places = same.map { "\($0.file):\($0.line)" }.joined(separator: " and ")
            return
                "\(places): there is more than one function '\(name)'. Rename one, or give it other labels: runs find "
                + "their functions by name."
        }
    }

    private static func warning(_ records: [FunctionRecord]) -> String? {
        var users: [(setting: String, functions: [String])] = []
        func note(_ setting: String, _ isSet: (FunctionSettings) -> Bool) {
            let functions = records.filter { isSet($0.settings) }.map(\.label)
            if !functions.isEmpty { users.append((setting, functions)) }
        }
        note("standalone") { $0.standalone == true }
        note("baseImageTag") { $0.baseImageTag != nil }
        note("cache") { $0.cache }
        note("retry") { $0.retry != nil }
        note("timeout") { $0.timeout != nil }
        note("resources") { $0.resources != nil }
        guard !users.isEmpty else { return nil }
        let list = users.map { "\($0.setting) (\($0.functions.joined(separator: ", ")))" }.joined(separator: ", ")
        return
            "these settings are recorded but not acted on by this version: \(list). Every run executes in this process, "
            + "once, without a limit of time."
    }
}
