public import StrataModel

/// Makes a function one that Strata tracks: the unit of work of a pipeline.
///
/// A function that **computes** is `async throws` and returns an ``Artifact`` or nothing:
///
/// ```swift
/// /// Trains one classifier.
/// @Func(retry: Retry(attempts: 3), tags: ["training"])
/// func train(config: TrainingConfig, data: Dataset) async throws -> Model {
///     …
/// }
/// ```
///
/// A function that **describes a graph** is neither and returns a ``Future``:
///
/// ```swift
/// @Func
/// func pipeline(config: PipelineConfig) -> Future<Report> {
///     let data = load(config.url)
///     return report(train(config: config.training, data: data.training))
/// }
/// ```
///
/// Awaited, a call gives the value; not awaited, it gives a ``Future`` of it. Awaited inside a running function, the call
/// is a run of its own, below the caller's. Awaited outside of any run, in a unit test for example, it just executes.
///
/// - Parameters:
///   - name: What people read instead of the function's base name.
///   - standalone: Whether each run gets a container of its own.
///   - baseImageTag: The base image that each run executes on; implies `standalone`.
///   - cache: Whether an earlier output for the same inputs may be used again.
///   - retry: How often a failed run is tried again.
///   - timeout: How long one attempt may execute.
///   - resources: What a standalone run needs of its machine.
///   - tags: Words to find runs by.
@attached(body)
@attached(peer, names: overloaded, prefixed(__strataBody_), prefixed(__strataFunction_))
public macro Func(
    name: String? = nil,
    standalone: Bool? = nil,
    baseImageTag: BaseImageTag? = nil,
    cache: Bool = false,
    retry: Retry? = nil,
    timeout: Duration? = nil,
    resources: ResourceRequirements? = nil,
    tags: [String] = []
) = #externalMacro(module: "StrataMacros", type: "FuncMacro")

/// The reference to a function marked `@Func`, by its name and labels: `#reference(train(config:data:))`.
///
/// It is what test kits take to replace a function; see `withStub` in StrataTestKit. The labels may be left out where the
/// name alone is not ambiguous. Among functions that differ in their types alone, what the reference is passed for
/// chooses, or `#reference(load(_:) as (URL) async throws -> Split)` says it.
///
/// The reference is a function from the parameters' types, so that a replacement's parameters can be held to be the same.
@freestanding(expression)
public macro reference<each Input, Output: Sendable>(
    _ function: (repeat each Input) async throws -> Output
) -> (repeat (each Input).Type) -> FunctionReference<Output> =
    #externalMacro(module: "StrataMacros", type: "ReferenceMacro")

/// The reference to a function marked `@Func` that describes a graph: `#reference(pipeline(config:))`.
@freestanding(expression)
public macro reference<each Input, Output: Sendable>(
    _ function: (repeat each Input) -> Future<Output>
) -> (repeat (each Input).Type) -> FunctionReference<Output> =
    #externalMacro(module: "StrataMacros", type: "ReferenceMacro")
