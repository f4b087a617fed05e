import ArgumentParser

/// Where the package is, and the files that say what its images are made of.
struct ImagesFileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The package's folder, instead of the one here or above.", valueName: "folder"),
        completion: .directory
    )
    var packagePath: String?

    @Option(
        help: ArgumentHelp("The file that names the bases, instead of the package's 'strata.yaml'.", valueName: "file"),
        completion: .file()
    )
    var config: String?

    @Option(
        help: ArgumentHelp(
            "The lock file, instead of 'strata.lock' beside the file that names the bases.",
            valueName: "file"
        ),
        completion: .file()
    )
    var lock: String?
}
