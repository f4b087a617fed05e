import FoundationEssentials
package import StrataEngine

/// The settings of one user on this machine: `settings.json` in Strata's folder, which only the user may read.
package struct SettingsFile: Sendable, Hashable {
    /// The file.
    package let path: String
    private let folder: String
    /// More than this is no settings.
    private static let largest = 1 << 20

    /// The settings in a folder, whether there are any or not.
    package init(_ home: StrataHome) {
        folder = home.path
        path = home.path + "/settings.json"
    }

    /// What is set, by the keys' names; those that this version does not know come, too.
    ///
    /// - Throws: ``StoreError`` where the file cannot be read, or is no object of strings.
    package func read() throws(StoreError) -> [String: String] {
        guard let bytes = try content() else { return [:] }
        do {
            return try JSONDecoder().decode([String: String].self, from: Data(bytes))
        } catch {
            throw StoreError(
                .corrupt,
                "\(path) is no JSON object of strings.",
                remedy: "Mend it, or remove it and set what it held with 'strata settings set'."
            )
        }
    }

    /// Sets a value, or takes it away with `nil`.
    ///
    /// Durable on return.
    ///
    /// - Throws: ``StoreError`` as ``read()`` does, and where the file cannot be written.
    package func set(_ key: SettingKey, to value: String?) throws(StoreError) {
        var values = try read()
        values[key.rawValue] = value
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let bytes: Data
        do {
            bytes = try encoder.encode(values) + Data("\n".utf8)
        } catch {
            throw StoreError(.inputOutput, "The settings cannot be written as JSON.")
        }
        try FileSystem.createFolder(folder)
        let pending = try PendingFile(at: "\(folder)/.settings,\(UInt64.random(in: .min ... .max))", mode: 0o600)
        let outcome = bytes.withUnsafeBytes { bytes in
            Result { () throws(StoreError) in try pending.write(bytes) }
        }
        try outcome.get()
        try pending.replace(path, mode: 0o600)
    }

    private func content() throws(StoreError) -> [UInt8]? {
        do {
            guard FileSystem.isFolder(folder), let size = try FileNames.size(path) else { return nil }
            guard size <= Self.largest else {
                throw StoreError(.corrupt, "\(path) is too large to be settings.", remedy: "Remove it.")
            }
            let file = try OpenFile(reading: path)
            var bytes = [UInt8](repeating: 0, count: Int(size))
            var outcome: Result<Int, SystemError> = .success(0)
            bytes.withUnsafeMutableBytes { buffer in
                outcome = Result { () throws(SystemError) in try file.read(into: buffer) }
            }
            return Array(bytes.prefix(try outcome.get()))
        } catch let error as SystemError {
            throw error.storeError(path)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(.inputOutput, "\(path) cannot be read.")
        }
    }
}
