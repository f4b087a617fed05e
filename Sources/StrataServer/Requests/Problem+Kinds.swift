package import StrataAPI

extension Problem {
    /// The request says something that cannot be.
    package static func invalid(_ detail: String, remedy: String? = nil) -> Problem {
        Problem(code: "invalid", status: 400, detail: detail, remedy: remedy)
    }

    /// There is no such thing.
    package static func notFound(_ detail: String, remedy: String? = nil) -> Problem {
        Problem(code: "notFound", status: 404, detail: detail, remedy: remedy)
    }

    /// The present state does not allow it.
    package static func conflict(_ detail: String, remedy: String? = nil) -> Problem {
        Problem(code: "conflict", status: 409, detail: detail, remedy: remedy)
    }

    /// More bytes than are taken.
    package static func tooLarge(_ detail: String, remedy: String? = nil) -> Problem {
        Problem(code: "tooLarge", status: 413, detail: detail, remedy: remedy)
    }

    /// Whoever asks may not.
    package static func forbidden(_ detail: String, remedy: String? = nil) -> Problem {
        Problem(code: "forbidden", status: 403, detail: detail, remedy: remedy)
    }
}
