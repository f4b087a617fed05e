import Foundation
import Strata

/// Numbers in rows and columns.
///
/// The inner loops run over buffers: many times quicker than over arrays where the compiler does not optimise.
struct Matrix: Artifact, Equatable {
    /// How many rows there are.
    let rows: Int
    /// How many numbers a row has.
    let columns: Int
    /// The numbers, row by row.
    var values: [Double]

    /// The number at a place.
    subscript(row: Int, column: Int) -> Double {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    /// The product with the transpose of `other`: how alike each row here and each row there are.
    func times(transposeOf other: Matrix) -> Matrix {
        var product = Matrix(rows: rows, columns: other.rows)
        Self.withBuffers(self, other, &product) { left, right, product in
            for row in 0..<rows {
                for otherRow in 0..<other.rows {
                    let (start, otherStart) = (row * columns, otherRow * columns)
                    var sum = 0.0
                    for index in 0..<columns { sum += left[start + index] * right[otherStart + index] }
                    product[row * other.rows + otherRow] = sum
                }
            }
        }
        return product
    }

    /// The product of the transpose with `other`: for each column here, the sum of the rows there, weighted by it.
    func transposed(times other: Matrix) -> Matrix {
        var product = Matrix(rows: columns, columns: other.columns)
        Self.withBuffers(self, other, &product) { left, right, product in
            for row in 0..<rows {
                for column in 0..<columns {
                    let weight = left[row * columns + column]
                    let (start, otherStart) = (column * other.columns, row * other.columns)
                    for index in 0..<other.columns { product[start + index] += weight * right[otherStart + index] }
                }
            }
        }
        return product
    }

    /// Turns each row's scores into probabilities: positive, with the sum 1, whatever the size of the scores.
    mutating func softmaxRows() {
        let (rows, columns) = (rows, columns)
        values.withUnsafeMutableBufferPointer { values in
            for start in stride(from: 0, to: rows * columns, by: columns) {
                var highest = values[start]
                for index in start..<start + columns { highest = max(highest, values[index]) }
                var sum = 0.0
                for index in start..<start + columns {
                    // Less the highest, no score is above 0, and exp() cannot overflow.
                    values[index] = exp(values[index] - highest)
                    sum += values[index]
                }
                for index in start..<start + columns { values[index] /= sum }
            }
        }
    }

    private static func withBuffers(
        _ left: Matrix,
        _ right: Matrix,
        _ result: inout Matrix,
        _ body: (UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>, UnsafeMutableBufferPointer<Double>) -> Void
    ) {
        left.values.withUnsafeBufferPointer { left in
            right.values.withUnsafeBufferPointer { right in
                result.values.withUnsafeMutableBufferPointer { body(left, right, $0) }
            }
        }
    }
}

extension Matrix {
    /// Makes a matrix of zeros.
    init(rows: Int, columns: Int) {
        self.init(rows: rows, columns: columns, values: [Double](repeating: 0, count: rows * columns))
    }
}
