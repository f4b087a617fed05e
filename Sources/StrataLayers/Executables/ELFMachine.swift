/// The processors that an ELF file is for.
public struct ELFMachine: Sendable, Hashable {
    /// The number in the file's header (`e_machine`).
    public let number: UInt16
    /// Whether addresses have 64 bits.
    public let is64Bit: Bool
    /// Whether the least significant byte comes first.
    public let isLittleEndian: Bool

    /// The architecture as image configurations write it (Go's `GOARCH`); `nil` for one that has no name there.
    public var architecture: String? {
        switch (number, is64Bit, isLittleEndian) {
        case (62, true, true): "amd64"
        case (3, false, true): "386"
        case (183, true, true): "arm64"
        case (40, false, true): "arm"
        case (21, true, true): "ppc64le"
        case (21, true, false): "ppc64"
        case (22, true, false): "s390x"
        case (243, true, true): "riscv64"
        case (258, true, true): "loong64"
        case (8, true, true): "mips64le"
        case (8, true, false): "mips64"
        case (8, false, true): "mipsle"
        case (8, false, false): "mips"
        default: nil
        }
    }

    /// The variant of the architecture as image configurations write it, where the header tells.
    public var variant: String? {
        architecture == "arm64" ? "v8" : nil
    }
}

extension ELFMachine: CustomStringConvertible {
    /// The architecture, or the number of one that has no name.
    public var description: String {
        architecture ?? "machine \(number), \(is64Bit ? 64 : 32) bits, \(isLittleEndian ? "little" : "big") endian"
    }
}
