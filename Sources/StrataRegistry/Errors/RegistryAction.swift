import StrataOCI

/// What is being attempted where: the part of an error that is known beforehand.
struct RegistryAction: Sendable {
    /// What a 404 without a code means.
    enum Subject: Sendable {
        case registry, repository, manifest, blob
    }

    var registry: RegistryHost
    var repository: String?
    var words: String
    var subject: Subject
    var isWrite = false

    func error(
        _ code: RegistryError.Code,
        _ problem: String,
        status: Int? = nil,
        remedy: String? = nil,
        retry: RetryHint? = nil
    ) -> RegistryError {
        RegistryError(
            code: code,
            registry: registry,
            repository: repository,
            action: words,
            problem: problem,
            status: status,
            remedy: remedy,
            retry: retry
        )
    }

    /// The same action at another registry, a mirror.
    func at(_ host: RegistryHost) -> RegistryAction {
        var action = self
        action.registry = host
        return action
    }
}
