import Strata
import Synchronization

/// A value that counts how many of it there are.
struct Payload: Artifact {
    private final class Counted: Sendable {
        init() {
            let now = Payload.alive.add(1, ordering: .relaxed).newValue
            Payload.highWater.max(now, ordering: .relaxed)
        }

        deinit { Payload.alive.subtract(1, ordering: .relaxed) }
    }

    static let alive = Atomic<Int>(0)
    static let highWater = Atomic<Int>(0)

    var number: Int
    private let counted = Counted()

    private enum CodingKeys: CodingKey {
        case number
    }

    init(number: Int) {
        self.number = number
    }
}
