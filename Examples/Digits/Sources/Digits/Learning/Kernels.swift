import Foundation

/// The inner loops, over buffers: many times quicker than over arrays where the compiler does not optimise.
enum Kernels {
    /// The scalar product of `count` numbers of `left` and `right`, from the given positions on.
    static func dot(
        _ left: UnsafeBufferPointer<Double>,
        from leftStart: Int,
        _ right: UnsafeBufferPointer<Double>,
        from rightStart: Int,
        count: Int
    ) -> Double {
        var sum = 0.0
        for index in 0..<count { sum += left[leftStart + index] * right[rightStart + index] }
        return sum
    }

    /// Adds `factor` times `count` numbers of `source` to those of `target`, from the given positions on.
    static func add(
        _ factor: Double,
        times source: UnsafeBufferPointer<Double>,
        from sourceStart: Int,
        to target: UnsafeMutableBufferPointer<Double>,
        from targetStart: Int,
        count: Int
    ) {
        for index in 0..<count { target[targetStart + index] += factor * source[sourceStart + index] }
    }

    /// Turns `count` scores into probabilities: positive, with the sum 1, whatever the scores' size.
    static func softmax(_ scores: UnsafeMutableBufferPointer<Double>, from start: Int, count: Int) {
        var highest = scores[start]
        for index in start..<start + count { highest = max(highest, scores[index]) }
        var sum = 0.0
        for index in start..<start + count {
            // Less the highest, no score is above 0, and exp() cannot overflow.
            scores[index] = exp(scores[index] - highest)
            sum += scores[index]
        }
        for index in start..<start + count { scores[index] /= sum }
    }
}
