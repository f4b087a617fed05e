import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import StrataAPI
import StrataEngine
import StrataModel

/// What happens around every request: it gets an identifier, errors become answers in words, the answer gets its headers
/// and is compressed, and all of it is counted and logged.
struct RequestMiddleware: RouterMiddleware {
    let catalog: RouteCatalog
    let services: ServerServices
    private var metrics: ServerMetrics { services.metrics }
    private var logger: Logger { services.logger }

    init(catalog: RouteCatalog, services: ServerServices) {
        self.catalog = catalog
        self.services = services
    }

    func handle(
        _ request: Request,
        context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        context.requestID = RequestID.of(request.headers)
        var response: Response
        do {
            try ClientVersion.check(request.headers)
            response = try await next(request, context)
        } catch let error as HTTPParserError {
            // What follows on this connection cannot be understood; the library answers and closes it.
            throw error
        } catch {
            response = refusal(error, request, context)
        }
        ResponseHeaders.complete(&response, context.requestID)
        response = await Compression.compressed(response, for: request)
        return finished(response, request, context, start)
    }

    private func refusal(_ error: any Error, _ request: Request, _ context: ServerContext) -> Response {
        var problem = Problem(describing: error)
        var allowed: [String] = []
        if context.endpointPath == "NotFound" {
            allowed = catalog.methods(at: request.uri.path)
            if !allowed.isEmpty {
                let list = allowed.joined(separator: ", ")
                problem = Problem(
                    code: "invalid",
                    status: 405,
                    detail: "\(request.method.rawValue.prefix(20)) is not possible here; \(list) is."
                )
            }
        }
        if error is StoreError, problem.status >= 500 { metrics.storeFailed() }
        if problem.status >= 500, !(error is CancellationError) {
            logger.error(
                "A request failed.",
                metadata: [
                    "request": "\(context.requestID)", "route": "\(context.endpointPath ?? "")",
                    "error": "\(error)",
                ]
            )
        }
        problem.requestID = context.requestID
        var response = services.errorPage(problem, to: request, context) ?? .problem(problem)
        if !allowed.isEmpty { response.headers[.allow] = allowed.joined(separator: ", ") }
        return response
    }

    /// Counts and logs the answer: one that is a stream when it ends.
    private func finished(
        _ response: Response,
        _ request: Request,
        _ context: ServerContext,
        _ start: ContinuousClock.Instant
    ) -> Response {
        let status = response.status.code
        let length = response.body.contentLength
        let record: @Sendable () -> Void = {
            let time = start.duration(to: .now)
            let route = context.endpointPath ?? "NotFound"
            metrics.answered(request.method, route: route, status: status, in: time)
            logger.info(
                "request",
                metadata: [
                    "request": "\(context.requestID)",
                    "method": "\(request.method.rawValue)",
                    // Without its query, which may say what people search for.
                    "path": "\(request.uri.path)",
                    "status": "\(status)",
                    "microseconds": "\(time.nanoseconds / 1000)",
                    "bytes": "\(length.map(String.init) ?? "-")",
                    "client": "\(context.remoteAddress?.ipAddress ?? "-")",
                ]
            )
        }
        guard length == nil else {
            record()
            return response
        }
        var response = response
        let body = response.body
        response.body = ResponseBody { writer in
            defer { record() }
            try await body.write(writer)
        }
        return response
    }
}

/// Names of requests.
enum RequestID {
    static let header = HTTPField.Name("X-Request-ID")

    /// The name that the client gave, where it is sane; otherwise a new one.
    static func of(_ headers: HTTPFields) -> String {
        if let header, let given = headers[header], isSane(given) { return given }
        return String(UInt64.random(in: .min ... .max), radix: 36)
    }

    private static func isSane(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (97...122).contains(byte | 0x20) || byte == 45 || byte == 46 || byte == 95
            }
    }
}
