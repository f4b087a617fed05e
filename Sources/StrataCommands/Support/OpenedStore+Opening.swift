import FoundationEssentials
import StrataEngine
import StrataStore

extension OpenedStore {
    /// Opens the store that the environment names; `nil` where nothing has been recorded there.
    ///
    /// Looking creates nothing.
    ///
    /// - Throws: `StoreError` where it cannot be opened, or the folder cannot be one.
    static func openIfThere() throws -> (store: OpenedStore?, path: String) {
        let home = try StrataHome(environment: ProcessInfo.processInfo.environment)
        guard try home.hasMetadata() else { return (nil, home.path) }
        let store = OpenedStore(metadata: try home.openMetadata(), blobs: try home.openBlobs(), path: home.path)
        return (store, home.path)
    }

    /// Opens the store that the environment names.
    ///
    /// - Throws: ``CommandFailure`` where nothing has been recorded there, `StoreError` where it cannot be opened.
    static func open() throws -> OpenedStore {
        let (store, path) = try openIfThere()
        guard let store else {
            throw CommandFailure(
                "nothing has been recorded in \(path) yet.",
                remedy: "Start a pipeline with 'strata run' in a package; STRATA_HOME chooses another store."
            )
        }
        return store
    }
}
