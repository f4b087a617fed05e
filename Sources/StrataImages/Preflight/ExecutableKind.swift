/// How a file is executed, as its first bytes say.
enum ExecutableKind: Sendable, Hashable {
    /// By the kernel; the architecture as images name it, or a number for one they do not.
    case machine(String)
    /// By the interpreter of its first line.
    case script(String)
    /// Not at all.
    case unknown

    /// How many bytes have to be seen.
    static let prefix = 256

    /// Looks at a file's first bytes.
    init(_ start: [UInt8]) {
        if start.starts(with: [0x7F, 0x45, 0x4C, 0x46]), start.count >= 20 {
            // e_machine, in the byte order that byte 5 names (https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html).
            let isLittle = start[5] == 1
            let number = isLittle ? Int(start[18]) | Int(start[19]) << 8 : Int(start[19]) | Int(start[18]) << 8
            self = .machine(Self.names[number] ?? "\(number)")
        } else if start.starts(with: "#!".utf8) {
            let line = start.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") }
            let words = String(decoding: line, as: UTF8.self).split { (character: Character) in character.isWhitespace }
            self = words.first.map { .script(String($0)) } ?? .unknown
        } else {
            self = .unknown
        }
    }

    /// Reads what ``text`` wrote.
    init?(text: some StringProtocol) {
        let parts = String(text).split(separator: ":" as Character, maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("machine", 2): self = .machine(parts[1])
        case ("script", 2): self = .script(parts[1])
        case ("unknown", 1): self = .unknown
        default: return nil
        }
    }

    /// The value in a word.
    var text: String {
        switch self {
        case .machine(let name): "machine:\(name)"
        case .script(let interpreter): "script:\(interpreter)"
        case .unknown: "unknown"
        }
    }

    private static let names = [
        3: "386", 8: "mips", 21: "ppc64", 22: "s390x", 40: "arm", 62: "amd64", 183: "arm64", 243: "riscv64",
        258: "loong64",
    ]
}
