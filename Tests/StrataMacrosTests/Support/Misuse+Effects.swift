extension Misuse {
    /// Functions that neither compute nor describe a graph.
    static let effects: [Misuse] = [
        Misuse(
            "@Func func f(x: Int) -> Int { x }",
            marks: "f",
            lacking("async throws"),
            fixed: "@Func func f(x: Int) async throws -> Int { x }"
        ),
        Misuse("@Func func f() {}", marks: "f", lacking("async throws"), fixed: "@Func func f() async throws {}"),
        Misuse(
            "@Func func f(x: Int) async -> Int { x }",
            marks: "f",
            lacking("throws"),
            fixed: "@Func func f(x: Int) async throws -> Int { x }"
        ),
        Misuse(
            "@Func func f(x: Int) throws -> Int { x }",
            marks: "f",
            lacking("async"),
            fixed: "@Func func f(x: Int) async throws -> Int { x }"
        ),
        Misuse(
            "@Func func f(x: Int) async throws -> Strata.Future<Int> { g(x) }",
            marks: "async",
            "a function that describes a graph cannot be 'async'; remove 'async', or return the artifact itself: 'Int'",
            fixed: "@Func func f(x: Int) -> Strata.Future<Int> { g(x) }"
        ),
        Misuse(
            "@Func func f(x: Int) throws -> Future<Int> { g(x) }",
            marks: "throws",
            "a function that describes a graph cannot throw, as its body runs after the call has returned; "
                + "remove 'throws', and check inputs in a function that computes",
            fixed: "@Func func f(x: Int) -> Future<Int> { g(x) }"
        ),
        Misuse(
            "@Func func f() async throws(CancellationError) {}",
            marks: "throws(CancellationError)",
            "a function's run can also fail with its container, whatever it throws itself; use 'throws'",
            fixed: "@Func func f() async throws {}"
        ),
        Misuse(
            "@Func func f(x: Int) async rethrows {}",
            marks: "rethrows",
            "'@Func' cannot be applied to a function that rethrows; use 'throws'",
            fixed: "@Func func f(x: Int) async throws {}"
        ),
        Misuse(
            "@Func func f() -> [Future<Int>] { [] }",
            marks: "[Future<Int>]",
            "a function that describes a graph returns one 'Future', not '[Future<Int>]'; "
                + "give the futures to a function that returns an artifact of them"
        ),
        Misuse(
            "@Func func f<T: Artifact>(x: T) async throws -> T { x }",
            marks: "<T: Artifact>",
            "'@Func' cannot be applied to a generic function, as a worker would not know the type; "
                + "write one function for each type"
        ),
        Misuse(
            "@Func func f() async throws -> some Artifact { 3 }",
            marks: "some Artifact",
            noArtifact("an opaque type like", "some Artifact")
        ),
        Misuse(
            "@Func func f() -> Future<any Artifact> { g() }",
            marks: "any Artifact",
            noArtifact("an existential like", "any Artifact")
        ),
        Misuse(
            "@Func func f() async throws -> (Int, Int) { (1, 2) }",
            marks: "(Int, Int)",
            noArtifact("a tuple like", "(Int, Int)")
        ),
    ]

    private static func lacking(_ words: String) -> String {
        "a function that computes may wait and may fail, so it must be 'async throws'; add '\(words)', "
            + "or return a 'Future' to describe a graph"
    }

    static func noArtifact(_ kind: String, _ type: String) -> String {
        "\(kind) '\(type)' is not an 'Artifact' and cannot pass from process to process; "
            + "use a struct that conforms to 'Artifact'"
    }
}
