// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "Digits",
    platforms: [.macOS(.v15)],
    dependencies: [
        // In a package of your own: .package(url: "…/strata", from: "…").
        .package(name: "strata", path: "../..")
    ],
    targets: [
        .executableTarget(
            name: "Digits",
            dependencies: [
                "CZlib",
                .product(name: "Strata", package: "strata"),
            ],
            resources: [.copy("Resources/digits.csv.gz"), .copy("Resources/NOTICE")],
            // Makes 'BaseImageTag.default' and so on of strata.yaml, for '@Func(baseImageTag: …)'.
            plugins: [.plugin(name: "BaseImageTags", package: "strata")]
        ),
        // The system's zlib: Foundation reads no gzip, and writes no PNG.
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .testTarget(
            name: "DigitsTests",
            dependencies: [
                "Digits",
                .product(name: "Strata", package: "strata"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
