import AsyncHTTPClient
public import Foundation
import NIOCore
import NIOHTTP1
public import StrataAPI
public import StrataModel

extension ServerProgram {
    /// Sends a request and takes the whole answer; redirections are answers.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path from the slash on, with its query, as it is to stand on the wire.
    ///   - headers: Headers besides those that any request has.
    ///   - body: The body.
    /// - Returns: The answer.
    /// - Throws: What the connection throws.
    public func send(
        _ method: String,
        _ path: String,
        headers: [String: String] = [:],
        body: Data? = nil
    ) async throws -> HTTPAnswer {
        var request = HTTPClientRequest(url: address + path)
        request.method = HTTPMethod(rawValue: method)
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await client.execute(request, timeout: .seconds(60))
        let bytes = try await response.body.collect(upTo: 256 * 1024 * 1024)
        return HTTPAnswer(
            status: Int(response.status.code),
            headers: Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { $1 },
            body: Data(bytes.readableBytesView)
        )
    }

    /// Sends a value to the API as JSON.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path below `/api/v1`.
    ///   - value: What is sent.
    ///   - headers: Further headers.
    /// - Returns: The answer.
    /// - Throws: What the connection throws.
    @discardableResult
    public func call(
        _ method: String,
        _ path: String,
        _ value: some Encodable,
        headers: [String: String] = [:]
    ) async throws -> HTTPAnswer {
        var headers = headers
        headers["Content-Type"] = "application/json"
        return try await send(method, "/api/v1" + path, headers: headers, body: try APICoding.encoder.encode(value))
    }

    /// Reads a value from the API.
    public func read<Value: Decodable>(
        _ type: Value.Type,
        _ path: String,
        headers: [String: String] = [:]
    ) async throws -> Value {
        try await send("GET", "/api/v1" + path, headers: headers).value(type)
    }

    /// Records a pipeline run as a driver does: the record, then its changes in numbered batches.
    ///
    /// - Parameters:
    ///   - pipelineRun: The record.
    ///   - batches: The changes, in order.
    /// - Throws: ``ServerProgramError`` where the server refuses.
    public func record(_ pipelineRun: PipelineRunRecord, _ batches: [[RecordChange]]) async throws {
        var receipt = try await call("POST", "/pipeline-runs", pipelineRun).value(ChangeBatch.Receipt.self)
        for changes in batches {
            let batch = ChangeBatch(number: receipt.nextBatch, changes: changes)
            receipt = try await call("POST", "/pipeline-runs/\(pipelineRun.id)/changes", batch)
                .value(ChangeBatch.Receipt.self)
        }
    }

    /// Sends one more batch of changes of a pipeline run that is recorded already.
    ///
    /// - Parameters:
    ///   - changes: The changes, in order.
    ///   - number: The batch's number.
    ///   - id: The pipeline run.
    /// - Throws: ``ServerProgramError`` where the server refuses.
    public func send(_ changes: [RecordChange], number: Int64, to id: PipelineRunID) async throws {
        let batch = ChangeBatch(number: number, changes: changes)
        _ = try await call("POST", "/pipeline-runs/\(id)/changes", batch).value(ChangeBatch.Receipt.self)
    }
}
