import ArgumentParser
import StrataImages

/// What the commands that package a program share.
struct ImageOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The executable product; may be left out where the package makes only one.",
            valueName: "product"
        )
    )
    var product: String?

    @Option(
        name: .shortAndLong,
        help: "How to build: debug or release; by default what strata.yaml says, or release."
    )
    var configuration: SwiftPackage.Configuration?

    @OptionGroup var files: ImagesFileOptions

    @Option(
        help: ArgumentHelp("Where build products are kept, instead of the package's '.build'.", valueName: "folder"),
        completion: .directory
    )
    var scratchPath: String?

    @Flag(help: "Package what was built before, without building.")
    var noBuild = false

    @Option(
        help: ArgumentHelp("Package this executable, without building.", valueName: "path"),
        completion: .file()
    )
    var executable: String?

    @Option(
        name: .customLong("worker"),
        help: ArgumentHelp(
            "The executable for another platform, as in linux/arm64=PATH; may be repeated.",
            valueName: "platform=path"
        )
    )
    var workers: [WorkerArgument] = []

    @Flag(help: "Refuse a base that the lock file does not pin, instead of asking the registry; for CI.")
    var locked = false

    @Option(
        name: .customLong("base"),
        help: ArgumentHelp("Only this base image tag; may be repeated.", valueName: "tag")
    )
    var bases: [String] = []

    func validate() throws {
        let platforms = workers.map(\.platform)
        if let double = platforms.first(where: { platform in platforms.count { $0.matches(platform) } > 1 }) {
            throw ValidationError("--worker gives two executables for \(double): give one.")
        }
        if executable != nil, noBuild {
            throw ValidationError("--executable says what to package, and never builds: leave out --no-build.")
        }
        if executable != nil, scratchPath != nil || configuration != nil {
            throw ValidationError("--executable says what to package: leave out --scratch-path and --configuration.")
        }
    }
}

/// An executable for a platform, as the command line has it.
struct WorkerArgument: ExpressibleByArgument, Hashable {
    var platform: Platform
    var path: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, let platform = Platform(parts[0]) else { return nil }
        self.platform = platform
        path = String(parts[1])
    }
}
