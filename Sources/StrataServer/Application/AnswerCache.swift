package import NIOCore
package import StrataModel
import Synchronization

/// Keeps answers about runs as the bytes that were sent, until something changes in their pipeline run.
package final class AnswerCache: Sendable {
    /// An answer.
    package struct Answer: Sendable {
        /// The body.
        package var bytes: ByteBuffer
        /// Its entity tag, quotes included.
        package var tag: String
    }

    private struct State: Sendable {
        var answers: [PipelineRunID: [RunIndex: Answer]] = [:]
        var size = 0
        /// Counts changes, for pipeline runs by a part of their identifier: an answer that was made before a change must
        /// not be kept after it.
        var generations = [UInt64](repeating: 0, count: 256)
        var foreignCount: UInt64 = 0
    }

    private let foreign: ForeignClock
    private let limit: Int
    private let state = Mutex(State())

    /// A cache of `limit` bytes.
    init(foreign: ForeignClock, limit: Int) {
        self.foreign = foreign
        self.limit = limit
    }

    /// The answer about a run: the one that is kept, or the one that `make` makes.
    ///
    /// What other processes write to the store is noticed within 100 ms.
    ///
    /// - Throws: What `make` throws, and `StoreError`.
    package func answer(about run: RunID, _ make: () async throws -> ByteBuffer) async throws -> Answer {
        try await lookForForeignChanges()
        let stripe = Self.stripe(run.pipelineRun)
        let (kept, generation) = state.withLock { state in
            (state.answers[run.pipelineRun]?[run.index], state.generations[stripe])
        }
        if let kept { return kept }
        let bytes = try await make()
        let digest = bytes.withUnsafeReadableBytes { Digest(hashing: $0) }
        let answer = Answer(bytes: bytes, tag: "\"\(digest.hexadecimal.prefix(24))\"")
        keep(answer, about: run, stripe, generation)
        return answer
    }

    /// Forgets what is kept about a pipeline run, since it changed.
    package func forget(_ id: PipelineRunID) {
        state.withLock { state in
            state.generations[Self.stripe(id)] += 1
            guard let gone = state.answers.removeValue(forKey: id) else { return }
            state.size -= gone.values.reduce(0) { $0 + Self.cost($1) }
        }
    }

    private func keep(_ answer: Answer, about run: RunID, _ stripe: Int, _ generation: UInt64) {
        state.withLock { state in
            let cost = Self.cost(answer)
            guard state.generations[stripe] == generation, cost <= limit / 8 else { return }
            // Rare enough to start anew: what is asked for often is back at once.
            if state.size + cost > limit { Self.forgetAll(&state) }
            if let old = state.answers[run.pipelineRun, default: [:]].updateValue(answer, forKey: run.index) {
                state.size -= Self.cost(old)
            }
            state.size += cost
        }
    }

    private func lookForForeignChanges() async throws {
        let count = try await foreign.count()
        state.withLock { state in
            guard state.foreignCount != count else { return }
            state.foreignCount = count
            for stripe in state.generations.indices { state.generations[stripe] += 1 }
            Self.forgetAll(&state)
        }
    }

    private static func forgetAll(_ state: inout State) {
        state.answers = [:]
        state.size = 0
    }

    private static func stripe(_ id: PipelineRunID) -> Int {
        Int(id.bytes.first ?? 0)
    }

    private static func cost(_ answer: Answer) -> Int {
        answer.bytes.readableBytes + 200
    }
}
