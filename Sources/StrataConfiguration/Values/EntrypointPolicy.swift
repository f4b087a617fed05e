/// What becomes of a base image's own entry point.
public enum EntrypointPolicy: String, Sendable, Hashable, CaseIterable {
    /// The worker takes its place.
    case replace
    /// It stays, and executes the worker as its command.
    case chain
    /// The image's configuration is left alone; containers are started with the worker's command explicitly.
    case keep
}
