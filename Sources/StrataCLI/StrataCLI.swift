import StrataCommands

/// The program `strata`.
///
/// All of it is in `StrataCommands`, which tests can import before anything is linked.
@main
enum StrataCLI {
    static func main() async {
        await StrataProgram.main()
    }
}
