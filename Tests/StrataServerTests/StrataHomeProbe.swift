import StrataStore

/// Opens a server's store a second time.
enum StrataHomeProbe {
    static func open(_ home: String) throws -> SQLiteMetadataStore {
        try StrataHome(path: home).openMetadata()
    }
}
