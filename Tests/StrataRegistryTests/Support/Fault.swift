import NIOCore
import NIOHTTP1

/// What goes wrong, for which requests and how often.
struct Fault: Sendable {
    /// What happens to a request.
    enum Effect: Sendable {
        /// The answer is this; the registry never sees the request.
        case answer(Int, [(String, String)], body: String)
        /// The registry's answer with some headers changed; `nil` takes one away.
        case headers([(String, String?)])
        /// The registry's answer with its body changed.
        case body(@Sendable ([UInt8]) -> [UInt8])
        /// The answer's head and this many bytes of its body, then the end of the connection.
        case cutDown(after: Int)
        /// The answer in pieces with pauses between them.
        case drip(pieces: Int, pause: Duration)
        /// Nothing for a while, then the answer.
        case silence(Duration)
        /// This many bytes of the request's body are taken; the registry keeps them if it `keeps`; then the end of the connection.
        case cutUp(after: Int, keeps: Bool)
        /// The registry does what it is asked, but the answer is lost.
        case loseAnswer
    }

    var method: String
    var path: String
    /// How many requests it befalls.
    var times: Int
    var effect: Effect

    init(_ method: String, _ path: String, times: Int = 1, _ effect: Effect) {
        self.method = method
        self.path = path
        self.times = times
        self.effect = effect
    }

    func concerns(_ head: HTTPRequestHead) -> Bool {
        times > 0 && (method == "*" || head.method.rawValue == method) && head.uri.contains(path)
    }
}
