public import StrataModel

/// Why the server refused a request: RFC 9457's problem details, media type `application/problem+json`.
public struct Problem: Error, Sendable, Hashable, Codable {
    /// The kind, for programs: `notFound`, `conflict`, `illegalTransition`, `invalid`, `unauthorized`, `forbidden`,
    /// `tooLarge`, `tooManyRequests`, `unsupportedVersion`, `unavailable`, `full`, `internal`.
    public var code: String
    /// The HTTP status.
    public var status: Int
    /// What happened, in a sentence.
    public var detail: String
    /// What to do next, where that can be said.
    public var remedy: String?
    /// The identifier under which the server's log speaks of the request.
    public var requestID: String?
    /// The state in which the run is, where a transition was refused because it is in another than the request says.
    public var presentState: RunState?
    /// The number that the next batch must have, where a batch was refused because of its number.
    public var nextBatch: Int64?
    /// Seconds after which the request may be made again, where it may not be made at once; also in `Retry-After`.
    public var retryAfterSeconds: Int?

    /// Describes a refusal.
    public init(
        code: String,
        status: Int,
        detail: String,
        remedy: String? = nil,
        requestID: String? = nil,
        presentState: RunState? = nil,
        nextBatch: Int64? = nil,
        retryAfterSeconds: Int? = nil
    ) {
        self.code = code
        self.status = status
        self.detail = detail
        self.remedy = remedy
        self.requestID = requestID
        self.presentState = presentState
        self.nextBatch = nextBatch
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// The media type of a problem's JSON.
    public static let mediaType = "application/problem+json"
}

extension Problem: CustomStringConvertible {
    /// The sentence, and the remedy on a line of its own.
    public var description: String {
        guard let remedy else { return detail }
        return "\(detail)\n\(remedy)"
    }
}
