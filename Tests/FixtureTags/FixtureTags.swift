import Strata

@Func(baseImageTag: .cuda)
func train(epochs: Int) async throws -> Int { epochs }

@Func(baseImageTag: .python3_12, cache: true)
func score(_ model: Int) async throws -> Int { model }

@Func(baseImageTag: .default)
func report(_ score: Int) async throws -> Int { score }

@Func
func pipeline(epochs: Int) -> Future<Int> {
    report(score(train(epochs: epochs)))
}

/// Says which base images its functions name, one a line.
@main
struct FixtureTags {
    static func main() {
        let references = [#reference(train(epochs:)), #reference(score(_:)), #reference(report(_:))]
        for reference in references {
            print(reference)
        }
    }
}
