#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A regular file that is open for reading, closed when it goes.
struct InputFile: ~Copyable {
    /// The file's path, for errors.
    let path: String
    /// What the file was when it was opened.
    let status: FileStatus
    private let descriptor: Int32

    /// Opens the file that `path` leads to.
    ///
    /// - Throws: ``LayerError``; also for anything that is no regular file.
    init(_ path: String) throws(LayerError) {
        // Non-blocking, since the path may name a pipe.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw SystemError().layerError(path, "read") }
        let status: FileStatus
        do throws(SystemError) {
            status = try FileStatus(of: descriptor)
            guard status.isRegularFile else { throw SystemError(EISDIR) }
        } catch {
            close(descriptor)
            throw error.layerError(path, "read")
        }
        self.path = path
        self.status = status
        self.descriptor = descriptor
    }

    deinit {
        _ = close(descriptor)
    }

    /// Fills `buffer` with the bytes from `offset` on.
    ///
    /// - Returns: The number of bytes read; less than the buffer takes only at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(LayerError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let start = buffer.baseAddress?.advanced(by: filled)
            let count = pread(descriptor, start, buffer.count - filled, off_t(offset + Int64(filled)))
            if count == 0 { break }
            if count > 0 {
                filled += count
            } else if errno != EINTR {
                throw SystemError().layerError(path, "read")
            }
        }
        return filled
    }

    /// The bytes from `offset` on, `count` of them or as many as there are.
    func bytes(at offset: Int64, count: Int) throws(LayerError) -> [UInt8] {
        guard offset >= 0, count > 0, offset < status.size else { return [] }
        let count = Int(min(Int64(count), status.size - offset))
        var failure: LayerError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(LayerError) {
                filled = try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Passes the bytes of `range` to `body`, a piece at a time.
    ///
    /// - Throws: ``LayerError`` with code `changed` where the file does not reach that far any more; what `body` throws.
    func forEachPiece(
        of range: Range<Int64>,
        using buffer: UnsafeMutableRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let wanted = Int(min(Int64(buffer.count), range.upperBound - offset))
            let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
            let count = try read(into: piece, at: offset)
            guard count == wanted else { throw changed() }
            try body(UnsafeRawBufferPointer(piece))
            offset += Int64(count)
        }
    }

    /// Makes sure that the file was not changed since it was opened.
    ///
    /// - Throws: ``LayerError`` with code `changed`.
    func requireUnchanged() throws(LayerError) {
        let now: FileStatus
        do throws(SystemError) {
            now = try FileStatus(of: descriptor)
        } catch {
            throw error.layerError(path, "read")
        }
        guard now.isSameContent(as: status) else { throw changed() }
    }

    private func changed() -> LayerError {
        LayerError(.changed, "\(path) was changed while it was read.", remedy: "Try again when it is not written to.")
    }
}
