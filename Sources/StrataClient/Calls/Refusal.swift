import FoundationEssentials
import NIOHTTP1
import StrataAPI

/// An answer that is no success, or none at all: what callers are told, and whether to try again.
struct Refusal: Error {
    var error: any Error
    var isPassing: Bool
    var retryAfter: Duration?

    init(error: any Error, isPassing: Bool) {
        self.error = error
        self.isPassing = isPassing
    }

    /// Reads what a server says of its refusal, as far as it is short enough to be one.
    init(_ answer: Answer, _ call: Call, _ client: StrataClient) async {
        isPassing = [429, 502, 503, 504].contains(answer.status)
        // Dates in this header are rare, and our own waits do as well.
        retryAfter = answer.headers.first(name: "retry-after").flatMap { Int($0) }
            .map { .seconds(min(max($0, 0), 3600)) }
        // Its text is a courtesy: where it is cut or too long, the status has to do.
        let body = (try? await answer.bytes(limit: 64 * 1024)) ?? []
        // What stands before a server answers in its own words, which are no JSON.
        var problem =
            (try? APICoding.decoder.decode(Problem.self, from: Data(body)))
            ?? Self.problem(answer, call, client)
        problem.status = answer.status
        // The server speaks of headers to whoever asks; whoever uses this client sets a key.
        if problem.status == 401, problem.remedy == nil || client.key == nil {
            problem.remedy =
                "Set STRATA_API_KEY, or 'strata settings set apiKey', to a key of that server; "
                + "'strata server keys create' on its machine makes one."
        }
        if let key = client.key {
            problem.detail = key.redacting(problem.detail)
            problem.remedy = problem.remedy.map(key.redacting)
        }
        error = problem
    }

    private static func problem(_ answer: Answer, _ call: Call, _ client: StrataClient) -> Problem {
        let code =
            switch answer.status {
            case 401: "unauthorized"
            case 403: "forbidden"
            case 404: "notFound"
            case 409: "conflict"
            case 413: "tooLarge"
            case 429: "tooManyRequests"
            case 502, 503, 504: "unavailable"
            case 400..<500: "invalid"
            default: "internal"
            }
        var detail = "\(client.address) answers \(call.method) \(call.path) with the status \(answer.status)"
        var remedy: String?
        if (300..<400).contains(answer.status), let location = answer.headers.first(name: "location") {
            detail += " and refers to \(PlainText.clean(location, limit: 200))"
            remedy = "Set the server's address to where it is now."
        }
        return Problem(code: code, status: answer.status, detail: detail + ".", remedy: remedy)
    }
}
