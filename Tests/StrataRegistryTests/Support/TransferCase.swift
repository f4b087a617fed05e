import StrataRegistry
import Testing

/// A fault, and what should come of it.
struct TransferCase: Sendable, CustomTestStringConvertible {
    var name: String
    var faults: [Fault]
    /// The failure, or `nil` where it succeeds in spite of the fault.
    var code: RegistryError.Code?
    /// Part of what the message has to say.
    var words = ""
    /// How often a request of this kind is seen.
    var requests: (method: String, path: String, count: Int)?

    var testDescription: String { name }

    /// Holds what happened against what should.
    func check(_ error: RegistryError?, _ proxy: FaultProxy) {
        #expect(error?.code == code, "\(error.map(String.init(describing:)) ?? "it succeeded")")
        if !words.isEmpty {
            #expect(error?.description.contains(words) == true, "\(error.map(String.init(describing:)) ?? "")")
        }
        if let (method, path, count) = requests {
            #expect(proxy.count(method, path) == count, "\(proxy.requests.map { "\($0.method) \($0.uri.prefix(60))" })")
        }
    }
}
