import Strata
import Testing

/// Functions of this very module, expanded by the plugin as the compiler ran it.
@Suite("A function marked @Func is called like any other")
struct BehaviourTests {
    @Test("Awaited outside of any run, the body executes")
    func awaited() async throws {
        #expect(try await fit(settings: .standard) == "1.0 adam [] 0.0 16")
        #expect(try await fit(settings: .standard, optimizer: .sgd, steps: [1], rate: 2) == "1.0 sgd [1] 2.0 16")
        #expect(try await callHidden() == 12)
        try await nothing()
        #expect(try await size(of: 3) == "Int")
        #expect(try await size(of: "3") == "String")
        #expect(try await size(ofAll: ["3"]) == ["3"])
        #expect(try await `default`(for: 3) == 3)
        #expect(try await `count to three`() == 3)
    }

    @Test("In types, the body sees what stands beside it")
    func scope() async throws {
        #expect(try await Outer.Inner.scaled(Outer.Inner()).map == 12)
        #expect(try await Outer.Inner.scaled(Outer.Inner(), in: 5).map == 30)
        #expect(try await Outer.Inner.sum([1, 2]) == 3)
    }

    @Test("A function keeps its actor")
    func actor() async throws {
        let before = await Screen.shown
        #expect(try await Screen.show(2) == before + 2)
        #expect(await Screen.shown == before + 2)
        let stored = await Storage.stored
        #expect(try await store(2) == stored + 2)
    }

    @Test("A default that names a place names the call's, awaited or not")
    func places() async throws {
        func line(_ line: Int = #line) -> Int { line }
        #expect(try await echo(line()) == 0)
        func described() -> Future<[Int]> {
            Future([echo(line()), echo(Future(line())), echo(Future(line()), next: Future(2))])
        }
        #expect(try await SilentRunner().run(described()) == [0, 0, 0])
    }

    @Test("Not awaited, a call gives a future, in a synchronous function")
    func futures() {
        let text = fit(settings: .standard)
        let again = fit(settings: .standard, optimizer: .sgd, steps: [], rate: nil)
        let number = hiddenFuture(Outer.Inner.sum([Future(1.0), Outer.Inner.sum([1, 2])]))
        let scaled = Outer.Inner.scaled(Outer.Inner.scaled(Outer.Inner()), in: 3)
        let all = [1, 2].map { size(of: $0) }
        nothing().after(size(of: text)).discarded()
        expect(text, is: String.self)
        expect(again, is: String.self)
        expect(number, is: Double.self)
        expect(scaled[\.map], is: Int.self)
        expect(size(ofAll: all), is: [String?].self)
        expect(everything(), is: String.self)
        expect(nothingAtAll(), is: Void.self)
        expect(Screen.show(3), is: Int.self)
        expect(Screen.showLater(Screen.show(3)), is: Int.self)
        expect(`count to three`(), is: Int.self)
    }

    @Test("Not awaited, a call gives a future where one is asked for, in an asynchronous function")
    func futuresWhereAsynchronous() async throws {
        let text: Future<String> = fit(settings: .standard)
        let described: Future<String> = size(of: text)
        let none: Future<Void> = nothing()
        none.after(described).discarded()
        expect(everything(settings: .standard), is: String.self)
        expect(size(of: 3), is: String.self)
        #expect(try await size(of: 3) == "Int")
    }

    private func hiddenFuture(_ value: Future<Double>) -> Future<Double> { value }

    private func expect<Value>(_ future: Future<Value>, is type: Value.Type) {}
}
