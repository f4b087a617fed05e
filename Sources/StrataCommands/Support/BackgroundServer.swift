import FoundationEssentials
import StrataServer
import StrataStore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Starts a server as a process of its own, which goes on when this one ends.
struct BackgroundServer {
    /// How it is set up.
    var settings: ServerSettings
    /// What its command line is to say.
    var flags: [String: String]

    private var logPath: String { settings.folder + "/log" }

    /// Starts it and waits until it is ready.
    ///
    /// - Throws: ``CommandFailure`` with the end of its log where it ends, or is not ready after half a minute.
    func start() async throws -> RunningServer {
        do {
            try FileManager.default.createDirectory(atPath: settings.folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                "the folder \(Printable.line(settings.folder)) cannot be created.",
                remedy:
                    "Make \(Printable.line(settings.home)) writable for this user, or name another folder with --home."
            )
        }
        let logStart = (try? FileManager.default.attributesOfItem(atPath: logPath))?[.size] as? Int ?? 0
        let process = try DetachedProcess.start(program(), arguments, logPath: logPath)
        for _ in 0..<600 {
            if let server = try RunningServer.find(StrataHome(path: settings.home)), server.processID == process,
                !server.address.isEmpty
            {
                let health = await ServerProbe.look(at: server.address)
                if let problem = health.problem { throw failure("is not ready: \(problem)", logStart) }
                return server
            }
            if DetachedProcess.hasEnded(process) { throw failure("ended at once", logStart) }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw failure("does not listen after half a minute", logStart)
    }

    private var arguments: [String] {
        var arguments = ["server", "run", "--home", settings.home]
        for (name, value) in flags.sorted(by: { $0.key < $1.key }) {
            arguments += name == "insecure" ? ["--insecure"] : ["--\(name)", value]
        }
        return arguments
    }

    /// The file of this very program.
    private func program() throws(CommandFailure) -> String {
        if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") { return path }
        let name = CommandLine.arguments.first ?? ""
        guard name.contains("/"), let path = realpath(name, nil) else {
            throw CommandFailure("the file of this program cannot be found.", remedy: "Start it by its whole path.")
        }
        defer { free(path) }
        return String(cString: path)
    }

    private func failure(_ what: String, _ logStart: Int) -> CommandFailure {
        let log = (try? Data(contentsOf: URL(filePath: logPath))) ?? Data()
        let lines = String(decoding: log.dropFirst(logStart), as: UTF8.self).split(separator: "\n").suffix(5)
        let end = Printable.text(lines.joined(separator: "\n"))
        return CommandFailure(
            "the server \(what)" + (end.isEmpty ? "." : ":\n\(end)"),
            remedy: "Its log is \(Printable.line(logPath))."
        )
    }
}
