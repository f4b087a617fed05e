package import StrataDashboard
package import StrataEngine
package import StrataStore

/// What requests are answered with; made once, when the server starts.
package struct ServerServices: Sendable {
    /// What happened.
    package let store: any ServerStore
    /// Large values and files.
    package let blobs: any BlobStore
    /// Makes pages.
    package let dashboard: Dashboard

    /// Collects them.
    package init(store: any ServerStore, blobs: any BlobStore, dashboard: Dashboard) {
        self.store = store
        self.blobs = blobs
        self.dashboard = dashboard
    }
}
