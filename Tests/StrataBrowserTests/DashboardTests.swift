import Testing

/// The pages as a browser shows them, on real runs of the example `Digits` and on hostile ones.
///
/// One browser for all: the tests take turns.
@Suite("The dashboard", .serialized, .served, .timeLimit(.minutes(15)))
enum DashboardTests {}
