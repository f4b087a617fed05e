/// What a pipeline's program exits with.
enum ExitStatus {
    static let succeeded: Int32 = 0
    static let failed: Int32 = 1
    static let usage: Int32 = 2
    /// As a shell reports a program that SIGINT ended.
    static let interrupted: Int32 = 130
    /// As a shell reports a program that SIGHUP ended.
    static let hungUp: Int32 = 129
    /// As a shell reports a program that SIGTERM ended.
    static let terminated: Int32 = 143
}
