package import StrataAPI
import StrataEngine
package import StrataModel
package import StrataStore

/// Makes keys, for the server and for the command line.
package enum KeyMaker {
    /// What is wrong with a request, in a sentence; `nil` where nothing is.
    package static func fault(in request: KeyRequest, at time: Timestamp) -> String? {
        guard (1...100).contains(request.name.count), request.name.utf8.count <= 400 else {
            return "A key's name has 1 to 100 characters."
        }
        let isPlain = request.name.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
            default: true
            }
        }
        guard isPlain, request.name.first?.isWhitespace == false, request.name.last?.isWhitespace == false else {
            return "A key's name has no control characters, and no blank at its ends."
        }
        if let expiresAt = request.expiresAt, expiresAt <= time {
            return "A key cannot expire at \(expiresAt), which is over."
        }
        return nil
    }

    /// Makes a key and stores its hash.
    ///
    /// - Returns: The key with its secret, which nothing can tell again.
    /// - Throws: `StoreError`.
    package static func make(
        _ request: KeyRequest,
        in store: any ServerStore,
        at time: Timestamp
    ) async throws -> IssuedKey {
        var attempts = 0
        while true {
            let secret = KeySecret()
            let key = APIKey(
                id: secret.id,
                name: request.name,
                scope: request.scope,
                createdAt: time,
                expiresAt: request.expiresAt
            )
            do {
                try await store.add(key, hash: secret.hash)
                return IssuedKey(key: key, secret: secret.text)
            } catch let error as StoreError where error.code == .conflict && attempts < 8 {
                // Identifiers are short to be read; now and then one is taken.
                attempts += 1
            }
        }
    }
}
