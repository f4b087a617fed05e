import Strata

/// Values that the compiler cannot see through, so that only the program's start finds them.
private enum Unseen {
    static var attempts: Int { 0 }
    static var timeout: Duration { .zero }
}

@Func(retry: Retry(attempts: Unseen.attempts))
func never() async throws -> Int { 1 }

@Func(cache: true, timeout: Unseen.timeout)
func instantly() async throws -> Int { 1 }

@main
struct FixtureMisconfigured: PipelineCommand {
    func root() -> Future<Int> { never() }
}
