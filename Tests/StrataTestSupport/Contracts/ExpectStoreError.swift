public import StrataEngine
public import Testing

/// Expects `body` to throw a ``StrataEngine/StoreError`` of this kind whose text contains `parts`, and that has what a
/// person needs.
public func expectStoreError(
    _ code: StoreError.Code,
    containing parts: String...,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
) async {
    do {
        try await body()
        Issue.record("nothing was thrown, expected '\(code)'", sourceLocation: sourceLocation)
    } catch let error as StoreError {
        #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
        for part in parts {
            #expect(error.description.contains(part), "\(error)", sourceLocation: sourceLocation)
        }
    } catch {
        Issue.record("another error than a StoreError: \(error)", sourceLocation: sourceLocation)
    }
}
