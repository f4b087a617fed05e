import Testing

@testable import Digits

@Suite struct DataSplitTests {
    private let dataset = Dataset.samples(perLabel: 40)

    @Test("each label is dealt out in the same shares")
    func isStratified() async throws {
        let parts = try await split(dataset, validationShare: 0.15, heldOutShare: 0.25)
        #expect(parts.training.counts == [Int](repeating: 24, count: 10))
        #expect(parts.validation.counts == [Int](repeating: 6, count: 10))
        #expect(parts.heldOut.counts == [Int](repeating: 10, count: 10))
    }

    @Test("every digit is in exactly one part", arguments: [1, 2, 3])
    func isPartition(seed: UInt64) async throws {
        let parts = try await split(dataset, seed: seed)
        let all = parts.training.digits + parts.validation.digits + parts.heldOut.digits
        #expect(all.sorted { $0.line < $1.line } == dataset.digits)
    }

    @Test("the same seed gives the same split, another seed another")
    func isDeterministic() async throws {
        let first = try await split(dataset, seed: 7)
        #expect(try await split(dataset, seed: 7) == first)
        #expect(try await split(dataset, seed: 8) != first)
    }

    @Test("a sound split passes the check")
    func passesCheck() async throws {
        try await check(split(dataset), of: dataset)
    }

    @Test("a digit in two parts fails the check")
    func findsLeak() async throws {
        var parts = try await split(dataset)
        parts.training.digits.append(parts.heldOut.digits[0])
        #expect(parts.flaws(of: dataset) == ["some digits are in more than one part"])
        let leaking = parts
        await #expect(throws: FlawedSplit.self) { try await check(leaking, of: dataset) }
    }

    @Test("too few digits for three parts fail the check")
    func findsMissingLabels() async throws {
        let few = Dataset.samples(perLabel: 1)
        let parts = try await split(few)
        #expect(parts.flaws(of: few).count == 2)
    }
}
