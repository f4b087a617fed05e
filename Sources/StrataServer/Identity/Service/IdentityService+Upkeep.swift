import Logging
import ServiceLifecycle
import StrataModel
import StrataStore
import Synchronization

extension IdentityService: Service {
    /// Writes the uses of keys and sessions, once a second, until the server stops; then what is left.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.writeUses()
                // Ends early where the server stops; the loop then does, too.
                try? await Task.sleep(for: .seconds(1))
            }
        }
        await writeUses()
    }

    /// Writes what has been noted since the last time; what fails is tried again the next time.
    func writeUses() async {
        let round = state.withLock { $0.uses.take() }
        var failed = UseBook.Round()
        for (id, time) in round.keys {
            do {
                try await store.touchKey(id: id, at: time)
            } catch {
                failed.keys[id] = time
                report(error)
            }
        }
        for (hash, time) in round.sessions {
            do {
                try await store.extendSession(hash: hash, until: time)
            } catch {
                failed.sessions[hash] = time
                report(error)
            }
        }
        let left = failed
        state.withLock { $0.uses.putBack(left) }
    }

    private func report(_ error: any Error) {
        logger.warning("the use of a key or session cannot be written yet", metadata: ["error": "\(error)"])
    }
}
