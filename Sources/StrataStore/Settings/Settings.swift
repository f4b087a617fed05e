package import StrataEngine

/// What holds for this process: the environment, and what it does not say, the settings file.
package struct Settings: Sendable {
    /// Where a value comes from.
    package enum Source: Sendable, Hashable {
        /// A variable of the environment.
        case environment(variable: String)
        /// The settings file at this path.
        case file(path: String)

        /// How it is called in messages: the variable, or the file's path.
        package var words: String {
            switch self {
            case .environment(let variable): variable
            case .file(let path): path
            }
        }
    }

    /// A value and where it comes from.
    package struct Entry: Sendable, Hashable {
        /// The value.
        package var value: String
        /// Where it comes from.
        package var source: Source
    }

    private let entries: [SettingKey: Entry]

    /// Collects what is set; variables that are set to nothing count as not set.
    ///
    /// Without a home folder there is no file, which is no error here.
    ///
    /// - Throws: ``StoreError`` where there is a file that cannot be read.
    package init(environment: [String: String]) throws(StoreError) {
        var entries: [SettingKey: Entry] = [:]
        if let home = try? StrataHome(environment: environment) {
            let file = SettingsFile(home)
            for (name, value) in try file.read() where !value.isEmpty {
                if let key = SettingKey(rawValue: name) {
                    entries[key] = Entry(value: value, source: .file(path: file.path))
                }
            }
        }
        for key in SettingKey.allCases {
            if let value = environment[key.variable], !value.isEmpty {
                entries[key] = Entry(value: value, source: .environment(variable: key.variable))
            }
        }
        self.entries = entries
    }

    /// What is set for `key`.
    package subscript(key: SettingKey) -> Entry? { entries[key] }

    /// The address of the server that keeps records; `nil` for this machine's own store.
    package var apiAddress: Entry? {
        guard let entry = entries[.apiAddress], entry.value != SettingKey.local else { return nil }
        return entry
    }
}
