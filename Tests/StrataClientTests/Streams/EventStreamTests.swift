import StrataAPI
import StrataModel
import Testing

@testable import StrataClient

@Suite("Events", .timeLimit(.minutes(5)))
struct EventStreamTests {
    private static let type = [("content-type", "text/event-stream")]

    private static func event(_ id: Int, _ state: PipelineRunState) -> String {
        "id: e\(id)\nevent: change\ndata: {\"state\":\"\(state.rawValue)\",\"counts\":{\"running\":\(id)},\"runs\":[],"
            + "\"isReset\":false,\"logged\":[],\"remarksChanged\":false}\n\n"
    }

    @Test("go on after the last one where the connection is cut, and end with the pipeline run")
    func reconnect() async throws {
        try await ScriptedServer.run { request, number in
            switch number {
            case 1: .stream(Self.type, [Self.event(1, .running), ":\n\n", "event: other\ndata: x\n\n", "id: e2\nev"])
            case 2: .cut
            case 3: .stream(Self.type, [Self.event(2, .running)])
            default: .stream(Self.type, ["retry: 1\n\n", Self.event(3, .succeeded), Self.event(4, .running)])
            }
        } _: { server, address in
            var seen: [Int] = []
            let id = PipelineRunID()
            for try await event in try StrataClient.quick(address).events(of: id) {
                seen.append(event.counts["running"] ?? 0)
            }
            #expect(seen == [1, 2, 3])
            #expect(server.requests.map { $0.header("last-event-id") } == [nil, "e1", "e1", "e2"])
            #expect(server.requests.allSatisfy { $0.path == "/api/v1/pipeline-runs/\(id)/events" })
        }
    }

    @Test("of what is not there are refused, and of a server that says there are no more end")
    func refused() async throws {
        try await ScriptedServer.run { request, _ in
            request.path == "/api/v1/events" ? .answer(204) : .answer(404)
        } _: { _, address in
            let client = try StrataClient.quick(address)
            await #expect(throws: Problem.self) {
                for try await _ in client.events(of: PipelineRunID()) {}
            }
            for try await _ in client.events() { Issue.record("there is none") }
        }
    }

    @Test("that cannot be understood, or are none, are errors that say so")
    func malformed() async throws {
        try await ScriptedServer.run { request, _ in
            request.path == "/api/v1/events"
                ? .stream(Self.type, ["event: change\ndata: {}\n\n"]) : .answer(200, [], Array("{}".utf8))
        } _: { _, address in
            let client = try StrataClient.quick(address)
            let error = await #expect(throws: ClientError.self) { for try await _ in client.events() {} }
            #expect(error?.code == .malformedAnswer)
            await #expect(throws: ClientError.self) { for try await _ in client.events(of: PipelineRunID()) {} }
        }
    }
}
