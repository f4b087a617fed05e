import StrataImages
import StrataStore

extension ImageFolders {
    /// The folders below `$STRATA_HOME`.
    init(environment: [String: String]) throws {
        self.init(root: try StrataHome(environment: environment).path + "/images")
    }
}
