/// The parts of outputs that edges take, as numbers.
///
/// A fan-out takes `[0]`, `[1]`, … of one output: such paths are numbers by themselves, and cost no entry.
struct PathTable: Sendable {
    private var texts: [String] = [""]
    private var codes: [String: Int32] = [:]

    /// What stands for any `[n]` where edges of many runs are shown as one.
    static let anyElement: Int32 = .min

    /// The number of a path: 0 for the whole output, negative for one element.
    mutating func code(_ path: String) -> Int32 {
        if path.isEmpty { return 0 }
        if let element = Self.element(path) { return -1 - element }
        if let code = codes[path] { return code }
        let code = Int32(clamping: texts.count)
        texts.append(path)
        codes[path] = code
        return code
    }

    /// The path behind a number.
    func text(_ code: Int32) -> String {
        if code == Self.anyElement { return "[…]" }
        if code < 0 { return "[\(-1 - code)]" }
        return Int(code) < texts.count ? texts[Int(code)] : ""
    }

    /// `n` of `[n]`, where that is all there is and the text can be had back from it.
    private static func element(_ path: String) -> Int32? {
        guard path.hasPrefix("["), path.hasSuffix("]"), path.count <= 10 else { return nil }
        let digits = path.dropFirst().dropLast()
        guard let number = Int32(digits), number >= 0, number < .max - 2, String(number) == digits else { return nil }
        return number
    }

    /// An estimate of the bytes it holds.
    var memory: Int {
        texts.capacity * MemoryLayout<String>.stride * 3
    }
}
