import StrataAPI
import StrataEngine

extension StoreError {
    /// What an error of the client means to those who use a store.
    static func wrapping(_ error: any Error) -> any Error {
        switch error {
        case let problem as Problem: StoreError(problem)
        case let error as ClientError: StoreError(code(of: error), error.message, remedy: error.remedy)
        default: error
        }
    }

    private init(_ problem: Problem) {
        let code: Code =
            switch problem.code {
            case "notFound": .notFound
            case "conflict": .conflict
            case "illegalTransition": .illegalTransition
            case "full": .full
            case "unauthorized", "forbidden": .forbidden
            case "unavailable", "tooManyRequests": .unavailable
            default: .inputOutput
            }
        self.init(
            code,
            problem.detail,
            remedy: problem.remedy,
            presentState: problem.presentState,
            nextBatch: problem.nextBatch
        )
    }

    private static func code(of error: ClientError) -> Code {
        switch error.code {
        case .unreachable, .timedOut, .certificate: .unavailable
        case .digestMismatch: .corrupt
        case .unsupportedVersion, .malformedAnswer, .configuration, .file: .inputOutput
        }
    }

    /// Does something with the client, and says what fails as a store says it.
    static func translating<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch {
            throw wrapping(error)
        }
    }
}
