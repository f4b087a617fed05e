import Strata

@Func(baseImageTag: .cuda)
func train(epochs: Int) async throws -> Int { epochs }

@Func(baseImageTag: .python3_12, cache: true)
func score(_ model: Int) async throws -> Int { model }

@Func(baseImageTag: .default)
func report(_ score: Int) async throws -> Int { score }

@Func
func pipeline() -> Future<Int> {
    report(score(train(epochs: 1)))
}

/// A pipeline whose functions name their base images by the members that the plugin generates.
@main
struct FixtureTags: PipelineCommand {
    func root() -> Future<Int> { pipeline() }
}
