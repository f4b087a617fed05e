import Foundation

/// A folder of its own with the program, the files that name bases, and Strata's cache.
struct Workplace {
    let strata: String
    let folder: String
    let registry: String
    /// Where the text stands that a change of one line changes.
    private let literal: Range<Int>

    /// The program, in a folder as SwiftPM has it.
    var executable: String { folder + "/release/Digits" }
    var home: String { folder + "/home" }

    init(strata: String, products: String, registry: String) throws {
        self.strata = strata
        self.registry = registry
        folder = FileManager.default.temporaryDirectory.appending(path: "strata-images-\(UUID().uuidString)").path
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder + "/release", withIntermediateDirectories: true)
        for name in try manager.contentsOfDirectory(atPath: products)
        where name == "Digits" || name.hasSuffix(".so") || name == "Digits_Digits.resources" {
            try manager.copyItem(atPath: "\(products)/\(name)", toPath: "\(folder)/release/\(name)")
        }
        let text = Data("report how well it went".utf8)
        guard let found = try Data(contentsOf: URL(filePath: products + "/Digits")).range(of: text) else {
            throw BenchmarkError("\(products)/Digits does not hold the text that is to be changed")
        }
        literal = found
        // Files that are younger than two seconds are read every time: the libraries are older after a real link.
        Thread.sleep(forTimeInterval: 2.5)
    }

    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Changes the program as a linker would: a new file with other bytes, never the same twice.
    func change(_ path: String? = nil) throws {
        let path = path ?? executable
        var program = try Data(contentsOf: URL(filePath: path))
        // A file that was stripped has it elsewhere, but begins with the same segments.
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        program.replaceSubrange(literal, with: literal.map { _ in UInt8.random(in: letters) })
        try program.write(to: URL(filePath: path), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    /// Writes a file that names bases of a registry, and returns the options that lead to it.
    func configuration(_ bases: [String], from source: String? = nil, to target: String? = nil) throws -> [String] {
        let path = "\(folder)/strata-\(UUID().uuidString)"
        var text = "version: 1\nregistry: \(target ?? registry)\nrepository: team/digits\nbases:\n"
        for (number, base) in bases.enumerated() {
            text += "  \(number == 0 ? "default" : base):\n    image: \(source ?? registry)/bases/\(base):1\n"
        }
        try Data(text.utf8).write(to: URL(filePath: path + ".yaml"))
        return ["--config", path + ".yaml", "--lock", path + ".lock"]
    }

    /// Pushes the program that lies here.
    @discardableResult
    func push(_ options: [String], home: String? = nil) throws -> ChildProcess {
        try run(
            [strata, "image", "push", "Digits", "--package-path", "Examples/Digits", "--json"] + options,
            environment: ["STRATA_HOME": home ?? self.home]
        )
    }

    /// Runs any program, its output kept here.
    @discardableResult
    func run(_ arguments: [String], environment: [String: String] = [:]) throws -> ChildProcess {
        try ChildProcess.run(arguments, environment: environment, scratch: folder)
    }

    /// Runs a script, which stops at the first failure.
    @discardableResult
    func shell(_ script: String) throws -> ChildProcess {
        try run(["bash", "-euo", "pipefail", "-c", script])
    }
}
