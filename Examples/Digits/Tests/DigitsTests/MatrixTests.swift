import Testing

@testable import Digits

@Suite struct MatrixTests {
    private let left = Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])

    @Test("a product with a transpose has the scalar products of the rows")
    func timesTranspose() {
        let other = Matrix(rows: 2, columns: 3, values: [1, 0, -1, 2, 2, 2])
        #expect(left.times(transposeOf: other) == Matrix(rows: 2, columns: 2, values: [-2, 12, -2, 30]))
    }

    @Test("a product of a transpose has the scalar products of the columns")
    func transposedTimes() {
        let other = Matrix(rows: 2, columns: 1, values: [1, 10])
        #expect(left.transposed(times: other) == Matrix(rows: 3, columns: 1, values: [41, 52, 63]))
    }
}
