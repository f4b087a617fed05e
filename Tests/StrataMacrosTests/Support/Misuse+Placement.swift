extension Misuse {
    /// `@Func` where no function is that a worker could find.
    static let placement: [Misuse] = [
        Misuse(
            "@Func struct S {}",
            marks: "@Func",
            "'@Func' can only be applied to a function, not to a struct"
        ),
        Misuse(
            "@Func var x = 3",
            marks: "@Func",
            "'@Func' can only be applied to a function, not to a variable"
        ),
        Misuse(
            "enum E { @Func init() {} }",
            marks: "@Func",
            "'@Func' can only be applied to a function, not to an initializer"
        ),
        Misuse(
            "@Func @Func(cache: true) func f() async throws {}",
            marks: "@Func(cache: true)",
            "'@Func' can only be applied once; put all arguments into one",
            fixed: "@Func  func f() async throws {}"
        ),
        Misuse(
            "@Func func f() async throws",
            marks: "f",
            "'@Func' needs a function with a body, and cannot be applied to a protocol's requirement"
        ),
        Misuse(
            "protocol P { @Func static func f() async throws }",
            marks: "f",
            "'@Func' cannot be applied to a protocol's requirement; apply it to the functions that types implement"
        ),
        Misuse(
            "enum E { @Func static func + (a: Int, b: Int) async throws -> Int { a } }",
            marks: "+",
            "'@Func' cannot be applied to an operator; write a function with a name and call it from the operator"
        ),
        Misuse(
            "func outer() { @Func func f() async throws {} }",
            marks: "f",
            "'@Func' cannot be applied inside of a function, as no other process could find it by its name; "
                + "move 'f' to a type or to the file"
        ),
        Misuse(
            "func outer() { enum E { @Func static func f() async throws {} } }",
            marks: "f",
            "'@Func' cannot be applied inside of a function, as no other process could find it by its name; "
                + "move 'f' to a type or to the file"
        ),
        Misuse(
            "@Func func f() async throws { do { struct Mistake: Error {}; throw Mistake() } }",
            marks: "Mistake",
            "the compiler cannot build a type that is declared inside of a function marked '@Func'; "
                + "move 'Mistake' to the enclosing type or to the file"
        ),
        Misuse(
            "actor A { @Func public func f() async throws {} }",
            marks: "f",
            "'@Func' cannot be applied to a method of an instance, which a worker would not have; make it 'static'",
            fixed: "actor A { @Func public static func f() async throws {} }"
        ),
        Misuse(
            "struct S { @Func mutating func f() async throws {} }",
            marks: "f",
            "'@Func' cannot be applied to a method of an instance, which a worker would not have; make it 'static'",
            fixed: "struct S { @Func static func f() async throws {} }"
        ),
        Misuse(
            "class C { @Func class func f() async throws {} }",
            marks: "class",
            "'@Func' cannot be applied to a 'class' method, which subclasses may override; use 'static'",
            fixed: "class C { @Func static func f() async throws {} }"
        ),
        Misuse(
            "struct Box<T> { @Func static func f() async throws {} }",
            marks: "f",
            "'@Func' cannot be applied in the generic type 'Box', as a worker would not know its arguments; "
                + "move the function out of it"
        ),
        Misuse(
            "extension Box<Int> { enum E { @Func static func f() async throws {} } }",
            marks: "f",
            "'@Func' cannot be applied in the generic type 'Box<Int>', as a worker would not know its arguments; "
                + "move the function out of it"
        ),
    ]
}
