import Subprocess

/// Shows addresses in the user's browser.
enum Browser {
    /// Opens an address; where there is no browser, says so and goes on.
    static func open(_ address: String) async {
        #if os(macOS)
        let program = "open"
        #else
        let program = "xdg-open"
        #endif
        do {
            let result = try await Subprocess.run(
                .name(program),
                arguments: [address],
                output: .discarded,
                error: .discarded
            )
            guard !result.terminationStatus.isSuccess else { return }
        } catch {
            // Not installed: said below.
        }
        Output.note("note: no browser could be opened ('\(program)' failed); the pages are at \(address)")
    }
}
