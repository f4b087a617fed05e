import Strata
import Testing

/// Functions whose inputs or outputs make trouble.
enum TypeSteps {
    @Func
    static func unwritable() async throws -> Unwritable { Unwritable() }

    @Func
    static func unreadable() async throws -> Unreadable { Unreadable() }

    @Func
    static func takesUnreadable(_ value: Unreadable) async throws -> Int { 1 }

    @Func
    static func takesUnreadables(_ values: [Unreadable]) async throws -> Int { values.count }

    @Func
    static func text(_ count: Int) async throws -> String { String(repeating: "x", count: count) }

    @Func
    static func length(_ text: String) async throws -> Int { text.count }

    @Func
    static func measured(_ count: Int) -> Future<Int> { length(text(count)) }

    @Func
    static func mustNotRun() async throws -> Int {
        Issue.record("a function ran that must not")
        return 1
    }
}
