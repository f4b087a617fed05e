extension Misuse {
    /// Parameters that cannot be a run's inputs.
    static let parameters: [Misuse] =
        [
            Misuse(
                "@Func func f(_: Int) async throws {}",
                marks: "_",
                "a parameter of a function marked '@Func' needs a name, by which the run's input is shown; "
                    + "write '_ name: Int'"
            ),
            Misuse(
                "@Func func f(a x: Int, b x: Double) async throws {}",
                marks: "x",
                "there already is a parameter 'x', and a run's inputs are found by their names; "
                    + "name this one differently"
            ),
            Misuse(
                "@Func func f(x: inout Int) async throws {}",
                marks: "inout",
                "a parameter of a function marked '@Func' cannot be 'inout', as inputs are copies; "
                    + "take the value, and return the new one"
            ),
            Misuse(
                "@Func func f(x: consuming Int) async throws {}",
                marks: "consuming",
                "a parameter of a function marked '@Func' cannot be 'consuming', as inputs are copies; "
                    + "remove 'consuming'",
                fixed: "@Func func f(x: Int) async throws {}"
            ),
            Misuse(
                "@Func func f(x: Int...) async throws {}",
                marks: "...",
                "a parameter of a function marked '@Func' cannot be variadic; take an array: '[Int]'",
                fixed: "@Func func f(x: [Int]) async throws {}"
            ),
            Misuse(
                "@Func func f(x: Int!) async throws {}",
                marks: "Int!",
                "'Int!' cannot be used with '@Func'; use 'Int?'",
                fixed: "@Func func f(x: Int?) async throws {}"
            ),
            Misuse(
                "@Func func f(x: Future<Int>) async throws {}",
                marks: "Future<Int>",
                "a function marked '@Func' takes values, and its calls take futures for them; use 'Int'",
                fixed: "@Func func f(x: Int) async throws {}"
            ),
        ]
        + types.map { written, type, kind in
            Misuse("@Func func f(x: \(written)) async throws {}", marks: type, noArtifact(kind, type))
        }

    /// A parameter's type, the part of it that is wrong, and what that is.
    private static let types: [(String, String, String)] = [
        ("() -> Void", "() -> Void", "a function like"),
        ("@escaping (Int) -> Int", "(Int) -> Int", "a function like"),
        ("@autoclosure () -> Int", "() -> Int", "a function like"),
        ("(Int, String)", "(Int, String)", "a tuple like"),
        ("[(Int, String)]", "(Int, String)", "a tuple like"),
        ("Any", "Any", "the type"),
        ("[String: Any]", "Any", "the type"),
        ("AnyObject?", "AnyObject", "the type"),
        ("UnsafeRawPointer", "UnsafeRawPointer", "a pointer like"),
        ("UnsafeMutableBufferPointer<Int>", "UnsafeMutableBufferPointer<Int>", "a pointer like"),
        ("OpaquePointer", "OpaquePointer", "a pointer like"),
        ("some Artifact", "some Artifact", "an opaque type like"),
        ("Array<any Artifact>", "any Artifact", "an existential like"),
        ("A & B", "A & B", "a protocol composition like"),
        ("Int.Type", "Int.Type", "a metatype like"),
    ]
}
