/// Takes a stream of server-sent events apart (https://html.spec.whatwg.org/multipage/server-sent-events.html).
struct EventParser {
    /// One event.
    struct Event: Hashable {
        /// What kind it is; `message` where the stream does not say.
        var name: String
        /// Its text.
        var data: String
        /// The identifier to go on after, as it stands once this event has been read; empty for none.
        var id: String
    }

    /// An event is too long.
    struct TooLong: Error {}

    /// An event with more bytes than this is refused.
    private let limit: Int
    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var name = ""
    private var wasReturn = false
    private var isFirstLine = true
    /// The identifier of the last event that had one.
    private(set) var lastID = ""
    /// How long to wait before connecting again, if the stream says.
    private(set) var retryMilliseconds: Int?

    init(limit: Int = 16 << 20) {
        self.limit = limit
    }

    /// Takes the next bytes in.
    ///
    /// - Returns: The events that are complete with them.
    /// - Throws: ``TooLong``.
    mutating func read(_ bytes: some Sequence<UInt8>) throws(TooLong) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            let isEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            defer { wasReturn = byte == UInt8(ascii: "\r") }
            guard isEnd else {
                guard line.count + data.count < limit else { throw TooLong() }
                line.append(byte)
                continue
            }
            // CR and LF together end one line.
            if byte == UInt8(ascii: "\n"), wasReturn { continue }
            if let event = endLine() { events.append(event) }
        }
        return events
    }

    private mutating func endLine() -> Event? {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isFirstLine = false
        guard !line.isEmpty else { return dispatch() }
        let colon = line.firstIndex(of: UInt8(ascii: ":"))
        let field = line[..<(colon ?? line.endIndex)]
        var value = colon.map { line[($0 + 1)...] } ?? []
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        switch String(decoding: field, as: UTF8.self) {
        case "event": name = String(decoding: value, as: UTF8.self)
        case "data":
            if hasData { data.append(UInt8(ascii: "\n")) }
            data += value
            hasData = true
        case "id": if !value.contains(0) { lastID = String(decoding: value, as: UTF8.self) }
        case "retry":
            if let number = Int(String(decoding: value, as: UTF8.self)), number >= 0 { retryMilliseconds = number }
        default: break
        }
        return nil
    }

    private mutating func dispatch() -> Event? {
        defer {
            data = []
            hasData = false
            name = ""
        }
        guard hasData else { return nil }
        return Event(name: name.isEmpty ? "message" : name, data: String(decoding: data, as: UTF8.self), id: lastID)
    }
}
