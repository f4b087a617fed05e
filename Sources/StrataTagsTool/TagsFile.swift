import FoundationEssentials
import StrataConfiguration

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The generated file, and what it is generated from.
struct TagsFile {
    let output: String
    /// Where `strata.yaml` can be; the first that is there counts, and none is one that is empty.
    let configurations: [String]
    /// Whether none was there when the build was planned, so that edits do not start this tool.
    let isUnwatched: Bool

    /// Writes the file unless it is up to date.
    ///
    /// - Returns: Whether that was done; if not, standard error says why, in the form that SwiftPM and Xcode show.
    func write() -> Bool {
        do throws(ConfigurationErrors) {
            let source = try source()
            return write(source)
        } catch {
            for error in error.errors {
                Self.complain("\(error.place): error: \(error.message); \(error.remedy)")
            }
            return false
        }
    }

    private func source() throws(ConfigurationErrors) -> String {
        for path in configurations {
            guard let bytes = try ConfigurationFile.read(path, shown: path) else { continue }
            if isUnwatched {
                Self.complain(
                    "\(path):1:1: warning: the build was planned without this file, and later edits of it would not be seen; "
                        + "touch Package.swift once"
                )
            }
            // Variables stay as they are written: what compiles must not depend on the environment.
            let images = try ImagesConfiguration.parse(bytes, file: path, environment: nil)
            return try BaseImageTagSource.swift(for: images, file: path)
        }
        return try BaseImageTagSource.swift(for: ImagesConfiguration(), file: ImagesConfiguration.fileName)
    }

    /// A file that is written again is compiled again, with all that uses it; so only where it changes.
    private func write(_ source: String) -> Bool {
        let data = Data(source.utf8)
        let url = URL(filePath: output)
        // What cannot be read is written.
        if let old = try? Data(contentsOf: url), old == data { return true }
        do {
            try data.write(to: url, options: .atomic)
            return true
        } catch {
            Self.complain("\(output): error: the file cannot be written: \(error)")
            return false
        }
    }

    /// Writes a line to standard error.
    static func complain(_ line: String) {
        // What cannot be told has no other way either; the exit code still says that something is wrong.
        _ = Array((line + "\n").utf8).withUnsafeBytes { bytes in
            #if canImport(Glibc)
            Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
            #else
            Darwin.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
            #endif
        }
    }
}
