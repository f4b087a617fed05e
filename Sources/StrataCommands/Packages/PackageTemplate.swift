/// The files of a new package.
struct PackageTemplate {
    /// What the package is called.
    var name: PackageName
    /// Where it gets Strata from.
    var dependency: StrataDependency

    /// One file.
    struct File: Hashable {
        /// Where it belongs in the package.
        var path: String
        /// Its text.
        var text: String
    }

    /// All files, in the order in which they are told.
    var files: [File] {
        [
            File(path: "Package.swift", text: manifest),
            File(path: "Sources/\(name.text)/\(name.text).swift", text: PipelineTemplate.source(name.text)),
            File(path: "Tests/\(name.text)Tests/\(name.text)Tests.swift", text: PipelineTemplate.tests(name.text)),
            File(path: ".gitignore", text: ".build/\n.swiftpm/\n*.o\n.DS_Store\n"),
            File(path: "README.md", text: readme),
        ]
    }

    private var manifest: String {
        """
        // swift-tools-version: 6.1
        import PackageDescription

        let package = Package(
            name: "\(name.text)",
            platforms: [.macOS(.v15)],
            dependencies: [
                \(dependency.declaration)
            ],
            targets: [
                .executableTarget(
                    name: "\(name.text)",
                    dependencies: [.product(name: "Strata", package: "\(dependency.packageName)")]
                ),
                .testTarget(
                    name: "\(name.text)Tests",
                    dependencies: [
                        "\(name.text)",
                        .product(name: "Strata", package: "\(dependency.packageName)"),
                    ]
                ),
            ]
        )

        """
    }

    private var readme: String {
        """
        # \(name.text)

        A pipeline written with Strata: `Sources/\(name.text)/\(name.text).swift`.

        ```
        strata run                              # build it, run it, record it
        strata run -- --top 5 --tag first-try   # with options; 'strata run -- --help' lists them
        strata show latest                      # the runs of the newest pipeline run, with inputs and output
        strata graph latest                     # what flows between them
        strata artifact latest output           # the output as JSON
        strata functions                        # what is tracked
        swift test
        ```

        What is recorded lies in `$STRATA_HOME`, by default `~/.strata`.

        """
    }
}
