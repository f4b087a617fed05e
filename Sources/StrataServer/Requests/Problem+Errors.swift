import Hummingbird
import StrataAPI
import StrataEngine

extension Problem {
    /// What a client is told about any error.
    init(describing error: any Error) {
        switch error {
        case let error as Problem: self = error
        case let error as StoreError: self.init(error)
        case let error as any HTTPResponseError: self.init(status: error.status.code)
        case is CancellationError:
            self.init(
                code: "unavailable",
                status: 503,
                detail: "The server is being stopped.",
                remedy: "Try again in a moment."
            )
        default:
            self.init(
                code: "internal",
                status: 500,
                detail: "The server met an error that it did not expect.",
                remedy: "The server's log says more; look there for the request's identifier."
            )
        }
    }

    /// What a client is told about a store's error.
    init(_ error: StoreError) {
        let (code, status) = Self.kind(of: error.code)
        self.init(
            code: code,
            status: status,
            detail: error.message,
            remedy: error.remedy,
            presentState: error.presentState,
            nextBatch: error.nextBatch
        )
    }

    private static func kind(of code: StoreError.Code) -> (code: String, status: Int) {
        switch code {
        case .notFound: ("notFound", 404)
        case .conflict: ("conflict", 409)
        case .illegalTransition: ("illegalTransition", 409)
        case .forbidden: ("forbidden", 403)
        case .full: ("full", 503)
        case .readOnly, .unavailable: ("unavailable", 503)
        default: ("internal", 500)
        }
    }

    /// What a refusal by the HTTP library comes down to.
    init(status: Int) {
        switch status {
        case 404:
            self = .notFound(
                "There is nothing at this address.",
                remedy: "GET /api/v1/openapi.json lists what there is."
            )
        case 413: self = .tooLarge("The request's body is larger than is taken here.")
        case 401:
            self.init(code: "unauthorized", status: 401, detail: "A key is needed here.")
        case 500...:
            self.init(code: "internal", status: status, detail: "The server could not answer.")
        default:
            self.init(code: "invalid", status: status, detail: "The request cannot be understood.")
        }
    }
}
