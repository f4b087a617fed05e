import StrataModel

/// Says, once in a process, which settings of its functions change nothing yet.
enum SettingsNotice {
    /// Writes the notice to standard error when it is first asked for.
    static let given: Void = {
        if let warning = SettingsCheck(FunctionCatalog.ofProgram().records).warning { Terminal.warning(warning) }
    }()
}
