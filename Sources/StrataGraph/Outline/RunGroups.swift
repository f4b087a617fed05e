import StrataModel

/// Runs of one parent that execute the same function, with their counts by state: columns by a group's number.
struct RunGroups: Sendable {
    var functions: [FunctionKey] = []
    var first: [RunIndex] = []
    var last: [RunIndex] = []
    /// The next group of the same parent, or -1.
    var next: [Int32] = []
    var sizes: [Int32] = []
    /// As many counts for each group as there are states.
    private(set) var counts: [Int32] = []
    private var numbers: [UInt64: Int32] = [:]

    private static func key(_ parent: RunIndex, _ function: FunctionKey) -> UInt64 {
        UInt64(UInt32(bitPattern: parent)) << 32 | UInt64(UInt32(bitPattern: function))
    }

    /// The group of a parent and a function, and whether it had to be made.
    mutating func number(parent: RunIndex, function: FunctionKey) -> (number: Int32, isNew: Bool) {
        let key = Self.key(parent, function)
        if let number = numbers[key] { return (number, false) }
        let number = Int32(clamping: functions.count)
        numbers[key] = number
        functions.append(function)
        first.append(-1)
        last.append(-1)
        next.append(-1)
        sizes.append(0)
        counts.append(contentsOf: repeatElement(0, count: StateCode.count))
        return (number, true)
    }

    /// Counts one run more, or less, in a state.
    mutating func count(_ code: UInt8, in group: Int32, by step: Int32) {
        counts[Int(group) * StateCode.count + Int(code)] += step
    }

    /// The counts of a group by the states' codes.
    func counts(of group: Int32) -> ArraySlice<Int32> {
        counts[Int(group) * StateCode.count..<(Int(group) + 1) * StateCode.count]
    }

    /// An estimate of the bytes it holds.
    var memory: Int {
        functions.capacity * 20 + counts.capacity * 4 + numbers.capacity * 17
    }
}
