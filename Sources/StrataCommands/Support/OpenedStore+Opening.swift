import FoundationEssentials
import StrataClient
import StrataEngine
import StrataStore

extension OpenedStore {
    /// Opens the store that the settings name: a server's, or the folder's; `nil` where nothing has been recorded there.
    ///
    /// Looking creates nothing. A server is not asked anything yet.
    ///
    /// - Throws: `StoreError` where it cannot be opened, or the folder cannot be one; ``CommandFailure`` where what is set for a
    ///   server is not usable.
    static func openIfThere() throws -> (store: OpenedStore?, path: String) {
        if let store = try openServer() { return (store, store.path) }
        let home = try StrataHome(environment: ProcessInfo.processInfo.environment)
        guard try home.hasMetadata() else { return (nil, home.path) }
        let store = OpenedStore(metadata: try home.openMetadata(), blobs: try home.openBlobs(), path: home.path)
        return (store, home.path)
    }

    private static func openServer() throws -> OpenedStore? {
        let environment = ProcessInfo.processInfo.environment
        let settings = try Settings(environment: environment)
        guard let address = settings.apiAddress else { return nil }
        do throws(ClientError) {
            var client = try StrataClient(
                configured: address.value,
                from: address.source.words,
                apiKey: settings[.apiKey]?.value,
                environment: environment
            )
            // People wait for this, unlike for a recording.
            client.retries.patience = .seconds(3)
            if let warning = client.warning { Output.note("warning: \(warning)") }
            return OpenedStore(
                metadata: RemoteMetadataStore(client),
                blobs: RemoteBlobStore(client),
                path: client.address.description,
                client: client
            )
        } catch {
            throw CommandFailure(error.message, remedy: error.remedy)
        }
    }

    /// Opens the store that the settings name.
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
