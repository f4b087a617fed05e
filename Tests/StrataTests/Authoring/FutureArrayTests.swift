import Strata
import StrataTestKit
import Testing

@Func
private func square(_ number: Int) async throws -> Int { number * number }

@Func
private func squares(upTo count: Int) -> Future<[Int]> {
    Future((0..<count).map { square($0) })
}

@Suite("An array of futures")
struct FutureArrayTests {
    @Test("becomes a future of an array, in order", arguments: [0, 1, 5])
    func gathers(count: Int) async throws {
        #expect(try await SilentRunner().run(squares(upTo: count)) == (0..<count).map { $0 * $0 })
    }

    @Test("names what it waits for")
    func graph() throws {
        let graph = try GraphDescription(of: squares(upTo: 2))
        #expect(graph.lines == ["square()", "square()", "array(elements ← square, square)"])
    }

    @Test("and a map may have a name of its own")
    func namedMap() throws {
        let graph = try GraphDescription(of: square(2).map(name: "double") { $0 * 2 })
        #expect(graph.functions == ["square", "double"])
    }
}
