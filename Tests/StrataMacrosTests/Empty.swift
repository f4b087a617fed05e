import Strata

struct Config: Artifact { var rate: Double = 1 }
struct Model: Artifact { var name: String }

/// Trains "one" \ classifier.
@Func(cache: true, retry: Retry(attempts: 3))
func train(config: Config, rate: Double? = nil) async throws -> Model {
    Model(name: "\(rate ?? 0)")
}

@Func
func pipeline(config: Config) -> Future<Model> {
    let model = train(config: config)
    return train(config: Config(), rate: Future(3.0))
}
