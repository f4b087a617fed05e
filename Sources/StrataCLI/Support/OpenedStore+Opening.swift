import StrataEngine
import StrataStore

extension OpenedStore {
    /// Opens the store that the environment names.
    static func open() throws -> OpenedStore {
        throw CommandFailure("no store")
    }
}
