import NIOHTTP1
import StrataOCI

extension RegistryAction {
    /// The error that an answer means.
    ///
    /// - Parameters:
    ///   - status: Its status, not one of success.
    ///   - headers: Its headers, for `Retry-After`.
    ///   - problem: What its body says.
    ///   - account: Who asked, or `nil` where no credentials were called for.
    /// - Returns: The error, with what to do next.
    func error(status: Int, headers: HTTPHeaders, problem: RegistryProblem, account: Account?) -> RegistryError {
        let (code, words, remedy) = verdict(status: status, problem: problem, account: account)
        var error = self.error(code, words, status: status, remedy: remedy)
        error.registryCode = problem.code
        error.registryMessage = problem.message
        error.credentialOrigin = account?.origin
        let isPassing = [408, 429, 500, 502, 503, 504].contains(status) && code != .outOfSpace
        if isPassing {
            error.retry = RetryHint(after: headers.first(name: "retry-after").flatMap { RetryAfter.duration($0) })
        }
        return error
    }

    private typealias Verdict = (code: RegistryError.Code, words: String, remedy: String?)

    private func verdict(status: Int, problem: RegistryProblem, account: Account?) -> Verdict {
        let message = (problem.message ?? "").lowercased()
        if status == 507 || message.contains("no space left") || message.contains("disk quota exceeded") {
            return (
                .outOfSpace, "the registry's storage is full",
                "Free space there: delete images and run its garbage collection."
            )
        }
        switch (status, problem.code) {
        case (401, _): return unauthorized(account)
        case (403, _): return forbidden(account)
        case (404, _): return missing(problem)
        case (405, _), (_, "UNSUPPORTED"):
            guard isWrite else { return (.refused, "the registry does not support this", nil) }
            return (
                .readOnly, "the registry takes no pushes: it is read-only, or a pull-through cache",
                "Push to another registry, or take this one out of its read-only mode."
            )
        case (413, _):
            return (
                .tooLarge, "the registry, or a proxy before it, does not take so much in one request",
                "Raise the limit there (nginx: client_max_body_size)."
            )
        case (429, _), (_, "TOOMANYREQUESTS"):
            let hint =
                account?.isAnonymous == true ? " Requests with credentials often have a higher limit: \(login)" : ""
            return (.rateLimited, "there were too many requests", "Try again later.\(hint)")
        case (_, "DIGEST_INVALID"), (_, "SIZE_INVALID"):
            return (.digestMismatch, "the registry received other bytes than the digest names", nil)
        case (_, "MANIFEST_BLOB_UNKNOWN"):
            return (
                .blobNotFound, "the manifest names a blob that the repository does not have", "Push the blobs first."
            )
        case (408, _), (504, _): return (.timedOut, "it took the registry too long", nil)
        case (500..., _): return (.unavailable, "the registry fails on its own side with HTTP \(status)", nil)
        case (300..<400, _):
            return (.protocolViolation, "the registry redirects with HTTP \(status) where none is allowed", nil)
        case (200..<300, _):
            return (.protocolViolation, "the registry answered HTTP \(status), which has no meaning here", nil)
        default: return (.refused, "the registry refuses it with HTTP \(status)", nil)
        }
    }

    private func missing(_ problem: RegistryProblem) -> Verdict {
        let name = repository.map { "\(registry)/\($0)" } ?? registry.text
        let remedy = "Check the name; registries also answer this where the account may not see the repository."
        switch (problem.code, subject) {
        case ("NAME_UNKNOWN", _), (nil, .repository):
            return (
                .repositoryNotFound, "there is no repository \(name)",
                isWrite
                    ? "Create the repository first, where the registry does not create them by itself. \(remedy)"
                    : remedy
            )
        case ("MANIFEST_UNKNOWN", _), (_, .manifest):
            return isWrite
                ? (.repositoryNotFound, "there is no repository \(name)", remedy)
                : (.manifestNotFound, "the repository \(name) has no such image", "Check the tag or digest.")
        case ("BLOB_UPLOAD_UNKNOWN", _), ("BLOB_UPLOAD_INVALID", _):
            return (.refused, "the registry has forgotten the upload", nil)
        case ("BLOB_UNKNOWN", _), (_, .blob):
            return isWrite
                ? (.repositoryNotFound, "there is no repository \(name)", remedy)
                : (.blobNotFound, "the repository \(name) has no such blob", nil)
        default:
            return (
                .protocolViolation, "there is no registry at this address: /v2/ is not found",
                "Check the host and the port."
            )
        }
    }

    private func unauthorized(_ account: Account?) -> Verdict {
        guard let account, !account.isAnonymous else {
            return (
                .unauthorized, "the registry wants credentials, and none were found for it",
                login + " Registries also answer this for repositories that do not exist."
            )
        }
        return (
            .unauthorized, "the registry does not accept the credentials",
            "They may be wrong, expired, or without rights here. \(login)"
        )
    }

    private func forbidden(_ account: Account?) -> Verdict {
        let place = repository.map { "\(registry)/\($0)" } ?? registry.text
        let deed = isWrite ? "push to" : "pull from"
        guard let account, !account.isAnonymous else {
            return (.forbidden, "without credentials nobody may \(deed) \(place)", login)
        }
        return (
            .forbidden, "the account may not \(deed) \(place)", "Ask for the right to, or use another account. \(login)"
        )
    }

    /// How credentials get where they are looked for.
    var login: String {
        "Log in with: docker login \(registry) | skopeo login \(registry)"
    }
}
