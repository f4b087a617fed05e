/// When processes started: with the identifier, it names a process for good.
package enum ProcessStart {
    /// The start of a process in the kernel's clock ticks since boot, or `nil` where there is no such process or the
    /// system does not say.
    package static func ticks(of process: Int32) -> UInt64? {
        guard let file = try? OpenFile(reading: "/proc/\(process)/stat") else { return nil }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
        defer { buffer.deallocate() }
        guard let count = try? file.read(into: buffer) else { return nil }
        let text = String(decoding: UnsafeRawBufferPointer(rebasing: buffer[..<count]), as: UTF8.self)
        // The second field is the command in parentheses, which may hold anything; the start is the 22nd.
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        return fields.count > 19 ? UInt64(fields[19]) : nil
    }
}
