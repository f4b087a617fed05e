// swift-tools-version: 6.1
import CompilerPluginSupport
import PackageDescription

// One dynamic library for all that a pipeline's program uses of Strata: then a program's own file is small, and changing a
// line of it moves kilobytes. A fully static program (`-static-executable`) needs a static one: `STRATA_LINKAGE=static`.
let linkage: Product.Library.LibraryType = Context.environment["STRATA_LINKAGE"] == "static" ? .static : .dynamic

let package = Package(
    name: "strata",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Strata", type: linkage, targets: ["Strata", "StrataTestKit"]),
        .library(name: "StrataImages", targets: ["StrataImages"]),
        .library(name: "StrataClient", targets: ["StrataClient"]),
        .plugin(name: "BaseImageTags", targets: ["BaseImageTags"]),
        .plugin(name: "BuildImages", targets: ["BuildImages"]),
        .executable(name: "strata", targets: ["StrataCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        // What a user imports, and the compiler plugin behind `@Func`.
        .target(
            name: "Strata",
            dependencies: [
                "StrataModel", "StrataAPI", "StrataEngine", "StrataStore", "StrataClient", "StrataMacros",
                "StrataSections",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .target(name: "StrataTestKit", dependencies: ["Strata", "StrataModel", "StrataEngine"]),
        .macro(
            name: "StrataMacros",
            dependencies: [
                .product(name: "SwiftCompilerPlugin", package: "swift-syntax"),
                .product(name: "SwiftSyntaxMacros", package: "swift-syntax"),
                .product(name: "SwiftSyntaxBuilder", package: "swift-syntax"),
                .product(name: "SwiftDiagnostics", package: "swift-syntax"),
            ]
        ),
        .target(name: "StrataSections"),

        // Values, engine, stores.
        .target(name: "StrataModel", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "StrataEngine",
            dependencies: ["StrataModel", .product(name: "DequeModule", package: "swift-collections")]
        ),
        .target(
            name: "StrataStore",
            dependencies: [
                "StrataModel", "StrataAPI", "StrataEngine",
                .product(name: "GRDB", package: "GRDB.swift"),
                // The C interface, for the statements that are executed once for every run.
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]
        ),

        // The server: what goes over the wire, the client, the pages, and what serves them.
        .target(name: "StrataAPI", dependencies: ["StrataModel"]),
        .target(
            name: "StrataClient",
            dependencies: [
                "StrataModel", "StrataAPI", "StrataEngine",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .target(name: "StrataGraph", dependencies: ["StrataModel", "StrataAPI"]),
        .executableTarget(name: "StrataAssetsTool"),
        .plugin(name: "EmbedAssets", capability: .buildTool(), dependencies: ["StrataAssetsTool"]),
        .target(
            name: "StrataDashboard",
            dependencies: [
                "StrataModel", "StrataAPI", "StrataGraph",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            exclude: ["Templates", "Assets"],
            plugins: ["EmbedAssets"]
        ),
        .target(
            name: "StrataServer",
            dependencies: [
                "StrataModel", "StrataAPI", "StrataEngine", "StrataStore", "StrataGraph", "StrataDashboard",
                "StrataCDeflate",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            ],
            exclude: ["Assets"],
            plugins: ["EmbedAssets"]
        ),

        // Images: formats, layers, the registry client, and what puts them together.
        .target(name: "StrataOCI", dependencies: ["StrataModel"]),
        .target(name: "StrataLayers", dependencies: ["StrataModel", "StrataCDeflate", "StrataCZlib", "StrataCZstd"]),
        .target(
            name: "StrataRegistry",
            dependencies: [
                "StrataModel", "StrataOCI",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]
        ),
        // Reads `strata.yaml`. Depends on nothing else, because the build-tool plugin's program has to build fast.
        .target(name: "StrataConfiguration", dependencies: [.product(name: "Yams", package: "Yams")]),
        // `BaseImageTag.cuda` for every base image that `strata.yaml` names.
        .executableTarget(name: "StrataTagsTool", dependencies: ["StrataConfiguration"]),
        .plugin(name: "BaseImageTags", capability: .buildTool(), dependencies: ["StrataTagsTool"]),
        .plugin(
            name: "BuildImages",
            capability: .command(
                intent: .custom(
                    verb: "build-images",
                    description: "Packages a program on its base images and pushes them."
                ),
                permissions: [
                    .allowNetworkConnections(scope: .all(), reason: "Images are pushed to a registry."),
                    .writeToPackageDirectory(reason: "Bases are pinned in strata.lock."),
                ]
            ),
            dependencies: ["StrataCLI"]
        ),
        .target(
            name: "StrataImages",
            dependencies: [
                "StrataModel", "StrataOCI", "StrataLayers", "StrataRegistry", "StrataConfiguration",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]
        ),
        .systemLibrary(
            name: "StrataCDeflate",
            path: "Sources/SystemLibraries/StrataCDeflate",
            pkgConfig: "libdeflate",
            providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]
        ),
        .systemLibrary(
            name: "StrataCZlib",
            path: "Sources/SystemLibraries/StrataCZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
        ),
        .systemLibrary(
            name: "StrataCZstd",
            path: "Sources/SystemLibraries/StrataCZstd",
            pkgConfig: "libzstd",
            providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]
        ),

        // The command line, and the program around it. Its product is called `strata`; the folder is not, because
        // `Sources/Strata` and `Sources/strata` are one folder where file names know no case.
        .executableTarget(name: "StrataCLI", dependencies: ["StrataCommands"]),
        .target(
            name: "StrataCommands",
            dependencies: [
                "StrataModel", "StrataAPI", "StrataEngine", "StrataStore", "StrataImages", "StrataClient",
                "StrataServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]
        ),

        // Tests.
        .target(
            name: "StrataTestSupport",
            dependencies: [
                "StrataModel", "StrataAPI", "StrataEngine", "StrataStore",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/StrataTestSupport"
        ),
        // A real server inside the test's process.
        .target(
            name: "StrataServerTestSupport",
            dependencies: [
                "StrataServer", "StrataStore", "StrataAPI", "StrataEngine", "StrataModel", "StrataTestSupport",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/StrataServerTestSupport"
        ),
        .testTarget(
            name: "StrataServerTests",
            dependencies: [
                "StrataServer", "StrataDashboard", "StrataStore", "StrataAPI", "StrataEngine", "StrataModel",
                "StrataTestSupport", "StrataServerTestSupport",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            exclude: ["Golden"]
        ),
        .testTarget(
            name: "StrataDashboardTests",
            dependencies: ["StrataDashboard", "StrataGraph", "StrataAPI", "StrataModel", "StrataTestSupport"]
        ),
        .testTarget(
            name: "StrataGraphTests",
            dependencies: ["StrataGraph", "StrataAPI", "StrataModel", "StrataTestSupport"]
        ),
        .testTarget(name: "StrataModelTests", dependencies: ["StrataModel", "StrataTestSupport"]),
        .testTarget(name: "StrataEngineTests", dependencies: ["StrataEngine", "StrataModel", "StrataTestSupport"]),
        .testTarget(
            name: "StrataStoreTests",
            dependencies: [
                "StrataStore", "StrataAPI", "StrataEngine", "StrataModel", "StrataTestSupport", "StoreCrashFixture",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(
            name: "StrataMacrosTests",
            dependencies: [
                "StrataMacros", "Strata", "StrataTestSupport",
                .product(name: "SwiftSyntaxMacros", package: "swift-syntax"),
                .product(name: "SwiftSyntaxMacroExpansion", package: "swift-syntax"),
                .product(name: "SwiftParser", package: "swift-syntax"),
                .product(name: "SwiftDiagnostics", package: "swift-syntax"),
            ],
            exclude: ["Snapshots"]
        ),
        .testTarget(
            name: "StrataClientTests",
            dependencies: [
                "StrataClient", "StrataAPI", "StrataStore", "StrataEngine", "StrataModel", "StrataTestSupport",
                "StrataServer", "StrataServerTestSupport",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "StrataTests",
            dependencies: [
                "Strata", "StrataStore", "StrataEngine", "StrataModel", "StrataTestKit", "StrataTestSupport",
                "StrataAPI", "StrataClient", "StrataServer", "StrataServerTestSupport", "CrashFixture",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(name: "StrataOCITests", dependencies: ["StrataOCI", "StrataModel", "StrataTestSupport"]),
        .testTarget(name: "StrataLayersTests", dependencies: ["StrataLayers", "StrataModel", "StrataTestSupport"]),
        .testTarget(
            name: "StrataRegistryTests",
            dependencies: [
                "StrataRegistry", "StrataOCI", "StrataModel", "StrataTestSupport",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
        .testTarget(name: "StrataConfigurationTests", dependencies: ["StrataConfiguration", "StrataTestSupport"]),
        .testTarget(name: "StrataTagsToolTests", dependencies: ["StrataTagsTool", "FixtureTags", "StrataTestSupport"]),
        .testTarget(
            name: "StrataImagesTests",
            dependencies: [
                "StrataImages", "StrataOCI", "StrataLayers", "StrataRegistry", "StrataConfiguration", "StrataModel",
                "StrataTestSupport",
            ]
        ),
        .testTarget(name: "StrataTestKitTests", dependencies: ["StrataTestKit", "Strata", "StrataTestSupport"]),
        // Runs the built executables from outside, as a user does.
        .testTarget(
            name: "StrataCLITests",
            dependencies: [
                "StrataCommands", "StrataCLI", "FixturePipeline", "FixtureMisconfigured", "StrataModel", "StrataEngine",
                "StrataStore", "StrataAPI", "StrataServer", "StrataConfiguration", "StrataClient",
                "StrataServerTestSupport",
                "StrataTestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]
        ),
        // The built server from outside: what it takes, what it refuses, what it survives.
        .testTarget(
            name: "StrataServerProgramTests",
            dependencies: [
                "StrataModel", "StrataAPI", "StrataCLI", "StrataTestSupport",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        // Its pages in Chromium. They look at runs of the example `Digits`, which has to be built beside them.
        .testTarget(
            name: "StrataBrowserTests",
            dependencies: ["StrataModel", "StrataAPI", "StrataCLI", "StrataTestSupport"],
            exclude: ["Scripts"]
        ),
        // Records until it is killed; says what must be there afterwards.
        .executableTarget(
            name: "CrashFixture",
            dependencies: ["Strata", "StrataEngine", "StrataModel"],
            path: "Tests/CrashFixture"
        ),
        // Records as a server does until it is killed.
        .executableTarget(
            name: "StoreCrashFixture",
            dependencies: ["StrataStore", "StrataAPI", "StrataModel"],
            path: "Tests/StoreCrashFixture"
        ),
        .executableTarget(name: "FixtureMisconfigured", dependencies: ["Strata"], path: "Tests/FixtureMisconfigured"),
        // Uses the plugin, with a `strata.yaml` of its own.
        .executableTarget(
            name: "FixtureTags",
            dependencies: ["Strata"],
            path: "Tests/FixtureTags",
            exclude: ["strata.yaml"],
            plugins: ["BaseImageTags"]
        ),
        .executableTarget(name: "FixturePipeline", dependencies: ["Strata"], path: "Tests/FixturePipeline"),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system && target.type != .plugin {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]
}
