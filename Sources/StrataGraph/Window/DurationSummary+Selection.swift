extension DurationSummary {
    /// Sums up durations; `nil` for none.
    ///
    /// Linear in their number.
    init?(_ durations: [Int64]) {
        guard let first = durations.first else { return nil }
        var (least, most) = (first, first)
        for duration in durations {
            least = min(least, duration)
            most = max(most, duration)
        }
        self.init(count: durations.count, least: least, median: Self.median(durations), most: most)
    }

    /// The middle one, the lower where there are two: by selection, since sorting 90,000 at every update would cost more.
    private static func median(_ durations: [Int64]) -> Int64 {
        var values = durations
        let middle = (values.count - 1) / 2
        var (low, high) = (0, values.count - 1)
        while low < high {
            let pivot = values[(low + high) / 2]
            var (left, right) = (low, high)
            while left <= right {
                while values[left] < pivot { left += 1 }
                while values[right] > pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if middle <= right {
                high = right
            } else if middle >= left {
                low = left
            } else {
                break
            }
        }
        return values[middle]
    }
}
