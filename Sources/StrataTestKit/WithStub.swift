public import Strata

/// Replaces a function while a closure executes, in it and in every run it starts.
///
/// ```swift
/// let report = try await withStub(of: #reference(train(config:data:))) { _, _ in
///     Model.constant
/// } during: {
///     try await SilentRunner().run(pipeline(config: config))
/// }
/// ```
///
/// Inside `replacement`, the function is the original one, so a replacement can call it and change what it gives. A graph
/// function may be replaced too: by one that gives its result at once.
///
/// - Parameters:
///   - function: The function: `#reference(name(labels:))`.
///   - replacement: What stands in for it; takes the values of the function's parameters.
///   - body: During which the replacement is in force, for the present task and its child tasks.
/// - Returns: What `body` returns.
/// - Throws: What `body` throws.
public func withStub<each Input: Artifact, Output: Artifact, Result>(
    of function: (repeat (each Input).Type) -> FunctionReference<Output>,
    with replacement: @escaping @Sendable (repeat each Input) async throws -> Output,
    during body: () async throws -> Result
) async rethrows -> Result {
    let reference = function(repeat (each Input).self)
    return try await FunctionStubs.with(reference) { inputs in
        var position = StubPosition()
        return try await replacement(repeat try inputs.value(position.next(), as: (each Input).self))
    } _: {
        try await body()
    }
}

/// Replaces a function that has no output while a closure executes.
///
/// - Parameters:
///   - function: The function: `#reference(name(labels:))`.
///   - replacement: What stands in for it; takes the values of the function's parameters.
///   - body: During which the replacement is in force, for the present task and its child tasks.
/// - Returns: What `body` returns.
/// - Throws: What `body` throws.
public func withStub<each Input: Artifact, Result>(
    of function: (repeat (each Input).Type) -> FunctionReference<Void>,
    with replacement: @escaping @Sendable (repeat each Input) async throws -> Void,
    during body: () async throws -> Result
) async rethrows -> Result {
    let reference = function(repeat (each Input).self)
    return try await FunctionStubs.with(reference) { inputs in
        var position = StubPosition()
        try await replacement(repeat try inputs.value(position.next(), as: (each Input).self))
        return ()
    } _: {
        try await body()
    }
}

/// Counts the parameters of a stub while their values are taken.
private struct StubPosition {
    private var following = 0

    mutating func next() -> Int {
        defer { following += 1 }
        return following
    }
}
