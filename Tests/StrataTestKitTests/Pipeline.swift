import Strata

struct Model: Artifact, Equatable {
    var weight: Double
}

struct Numbers: Artifact, Equatable {
    var training: [Double]
    var evaluation: [Double]
}

@Func
func loadData(count: Int) async throws -> Numbers {
    Numbers(training: (0..<count).map(Double.init), evaluation: [1])
}

@Func
func fit(_ values: [Double], rate: Double = 1) async throws -> Model {
    RunContext.current?.log(metric: "loss", rate)
    RunContext.current?.logger.info("fitted")
    return Model(weight: values.reduce(0, +) * rate)
}

@Func
func fitAll(_ values: [Double], rates: [Double]) -> Future<[Model]> {
    gather(rates.map { fit(values, rate: $0) })
}

@Func
func gather(_ models: [Model]) async throws -> [Model] { models }

@Func
func score(models: [Model], on values: [Double]) async throws -> Double {
    try await best(of: models).weight + values.reduce(0, +)
}

@Func
func best(of models: [Model]) async throws -> Model {
    guard let best = models.max(by: { $0.weight < $1.weight }) else { throw Missing() }
    return best
}

@Func
func tell(_ text: String) async throws {
    throw Missing()
}

struct Missing: Error {}

@Func
func training(count: Int) -> Future<Double> {
    let data = loadData(count: count)
    let models = fitAll(data.training, rates: [1, 2])
    return score(models: models, on: data.evaluation).after(loadData(count: 0).map { $0.training.count })
}

@Func
func telling(text: String) -> Future<Void> {
    tell(text)
}
