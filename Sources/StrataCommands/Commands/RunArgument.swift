import ArgumentParser

/// The argument that names a pipeline run or one run, shared by the commands that read the store.
struct RunArgument: ParsableArguments {
    /// What the user typed.
    @Argument(
        help: ArgumentHelp(
            "A pipeline run (3f9a1c2b, or at least four of its digits, or 'latest' or '@'), or one run (3f9a1c2b.12).",
            valueName: "run"
        ),
        transform: RunSpecifier.init(parsing:)
    )
    var specifier: RunSpecifier
}

/// The flag that asks for JSON.
struct JSONFlag: ParsableArguments {
    /// Whether JSON is asked for.
    @Flag(name: .customLong("json"), help: "Print JSON with stable keys instead of text.")
    var isOn = false
}
