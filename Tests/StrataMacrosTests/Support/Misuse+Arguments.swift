extension Misuse {
    /// Arguments of `@Func` that cannot be meant.
    static let arguments: [Misuse] = [
        Misuse(
            "@Func(standalone: true) func f() -> Future<Int> { g() }",
            marks: "standalone: true",
            "a function that describes a graph always executes inline; remove 'standalone', "
                + "and give it to the functions that compute",
            fixed: "@Func func f() -> Future<Int> { g() }"
        ),
        Misuse(
            "@Func(cache: true, baseImageTag: \"cuda\") func f() -> Future<Int> { g() }",
            marks: "baseImageTag: \"cuda\"",
            "a function that describes a graph always executes inline; remove 'baseImageTag', "
                + "and give it to the functions that compute",
            fixed: "@Func(cache: true) func f() -> Future<Int> { g() }"
        ),
        Misuse(
            "@Func(standalone: false, baseImageTag: \"cuda\") func f() async throws {}",
            marks: "standalone: false,",
            "a function with a base image tag executes in a container of that image; "
                + "remove 'standalone: false', or the tag",
            fixed: "@Func(baseImageTag: \"cuda\") func f() async throws {}"
        ),
        Misuse(
            "@Func(name: \"\", cache: true) func f() async throws {}",
            marks: "\"\"",
            "the name that people read cannot be empty; remove it to use the function's own",
            fixed: "@Func(cache: true) func f() async throws {}"
        ),
        Misuse(
            "@Func(retry: Retry(attempts: 0)) func f() async throws {}",
            marks: "0",
            "the number of attempts includes the first one and must be at least 1",
            fixed: "@Func(retry: Retry(attempts: 1)) func f() async throws {}"
        ),
        Misuse(
            "@Func(retry: .init(attempts: -2)) func f() async throws {}",
            marks: "-2",
            "the number of attempts includes the first one and must be at least 1",
            fixed: "@Func(retry: .init(attempts: 1)) func f() async throws {}"
        ),
        Misuse(
            "@Func(timeout: .seconds(0)) func f() async throws {}",
            marks: ".seconds(0)",
            "a timeout of no time fails every attempt; remove it for no limit",
            fixed: "@Func func f() async throws {}"
        ),
    ]

    /// `#reference` of what is no function's name.
    static let references: [Misuse] = ["f(3)", "\"f\"", "{ $0 }", ".f"].map { argument in
        Misuse(
            "let r = #reference(\(argument))",
            marks: argument,
            "'#reference' takes the name of a function marked '@Func', for example '#reference(train(config:data:))'"
        )
    }
}
