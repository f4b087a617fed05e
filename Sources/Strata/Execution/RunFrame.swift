final class RunFrame: Sendable {
    @TaskLocal static var current: RunFrame?
    let scope = GraphScope()
}
