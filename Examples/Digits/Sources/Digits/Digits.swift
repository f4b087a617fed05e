import Strata

/// The program: its options become the inputs of the pipeline.
///
/// `PipelineCommand` brings the rest: `--runner`, `--name`, `--tag`, `--json` and more, see `Digits --help`.
@main
struct Digits: PipelineCommand {
    static let abstract = "Learn to read handwritten digits, and report how well it went."

    @Option(
        help: ArgumentHelp(
            "A file of digits, CSV or gzip of it; by default the one that comes along.",
            valueName: "path"
        )
    )
    var data: String?

    @Option(help: "How often each training goes through all digits.")
    var epochs = 40

    @Option(parsing: .upToNextOption, help: "The learning rates to try; the best is chosen.")
    var rates = [0.1, 0.3, 1, 3]

    @Option(help: "How strongly large weights are held back.")
    var weightDecay = 1e-4

    @Flag(help: "Keep nothing of the last step's speed when the weights take the next.")
    var noMomentum = false

    @Option(help: "Chooses how the digits are dealt out to training, validation and the held-out part.")
    var seed: UInt64 = 1

    func validate() throws {
        guard epochs >= 1 else { throw ValidationError("--epochs is \(epochs), but a training takes at least 1.") }
        guard !rates.isEmpty, rates.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            throw ValidationError("--rates takes one or more numbers above 0.")
        }
        guard weightDecay >= 0, weightDecay.isFinite else {
            throw ValidationError("--weight-decay is \(weightDecay), but takes a number from 0 on.")
        }
    }

    func root() -> Future<Report> {
        let training = TrainingConfig(
            epochs: epochs,
            weightDecay: weightDecay,
            optimizer: noMomentum ? .gradientDescent : .momentum(keeping: 0.9)
        )
        let config = PipelineConfig(
            dataPath: data ?? DataFile.bundled,
            seed: seed,
            learningRates: rates,
            training: training
        )
        return pipeline(config: config)
    }
}
