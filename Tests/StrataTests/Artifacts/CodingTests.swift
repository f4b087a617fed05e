import Foundation
import Strata
import StrataModel
import Testing

@Suite("Artifacts")
struct CodingTests {
    @Test("of all standard types come back as they were")
    func roundTrips() throws {
        func check<Value: Artifact & Equatable>(_ value: Value, _ location: SourceLocation = #_sourceLocation) throws {
            #expect(try Coding.roundTrip(value) == value, sourceLocation: location)
            #expect(try Coding.roundTrip([value]) == [value], sourceLocation: location)
            #expect(try Coding.roundTrip(Optional(value)) == value, sourceLocation: location)
            #expect(try Coding.roundTrip(["k": value]) == ["k": value], sourceLocation: location)
        }
        try check(true)
        try check(Int.min)
        try check(UInt64.max)
        try check(Int8.min)
        try check(-0.1)
        try check(Double.leastNonzeroMagnitude)
        try check(Double.greatestFiniteMagnitude)
        try check(Float.pi)
        try check("\u{0}\u{1F600}\"\\/")
        try check(Duration.seconds(-3))
        try check(Date.distantPast)
        try check(Date(timeIntervalSince1970: 0.1))
        try check(URL(filePath: "/tmp/a b/ü"))
        try check(Data((0...255).map { UInt8($0) }))
        try check(UUID())
        try check(Decimal.greatestFiniteMagnitude)
        try check(Decimal(string: "-0.10") ?? 0)
        try check(Expression.add(.named("a", value: 1), .named("b", value: nil)))
        try check([Int?.none, 3])
        try check([[1.5], []])
        try check(Set([Expression.zero, .number(1)]))
        try check([UUID(): [Date.now: Set(["a"])]])
        try check(Everything())
    }

    @Test("NaN and the infinities survive, wherever they stand")
    func nonFinite() throws {
        #expect(try Coding.roundTrip(Double.nan).isNaN)
        #expect(try Coding.roundTrip([Float.infinity, -.infinity]) == [.infinity, -.infinity])
        #expect(try Coding.roundTrip(["x": Expression.number(-.infinity)]) == ["x": .number(-.infinity)])
        #expect(String(decoding: try Coding.encode([Double.nan, .infinity]), as: UTF8.self) == #"["NaN","Infinity"]"#)
    }

    @Test("Data is its own bytes, and text inside other values")
    func data() throws {
        #expect(try Coding.encode(Data([1, 2, 3])) == [1, 2, 3])
        #expect(String(decoding: try Coding.encode([Data([1, 2, 3])]), as: UTF8.self) == #"["AQID"]"#)
    }

    @Test("Equal sets and dictionaries have equal digests, however they were filled", arguments: 0..<20)
    func canonicalOrder(round: Int) throws {
        func filled<Collection>(_ make: ([Int], Int) -> Collection) -> [Collection] {
            [make(Array(0..<40), 0), make((0..<40).shuffled(), 1 << (round % 10)), make((0..<40).reversed(), 500)]
        }
        let sets = filled { numbers, capacity in
            var set: Set<String> = []
            set.reserveCapacity(capacity)
            for number in numbers { set.insert("word \(number)") }
            return set
        }
        #expect(Set(try sets.map { try Coding.digest($0) }).count == 1)
        let tables = filled { numbers, capacity in
            var table: [Expression: Set<Double>] = [:]
            table.reserveCapacity(capacity)
            for number in numbers { table[.number(Double(number))] = Set(numbers.map(Double.init)) }
            return table
        }
        #expect(Set(try tables.map { try Coding.digest($0) }).count == 1)
        #expect(Set(try tables.map { try Coding.digest(["deep": [$0]]) }).count == 1)
        #expect(Set(try tables.map { try Coding.digest(Optional([7: $0])) }).count == 1)
        for table in tables { #expect(try Coding.roundTrip(table) == table) }
        let written = filled { numbers, capacity in
            var table: [Double: Int] = [:]
            table.reserveCapacity(capacity)
            for number in numbers { table[Double(number)] = number }
            return HandWritten(tags: Set(numbers.map(String.init)), table: table)
        }
        #expect(Set(try written.map { try Coding.digest($0) }).count == 1)
        #expect(try Coding.roundTrip(written[0]) == written[1])
    }

    @Test("A nil inside an optional of an optional is refused, since it would come back as another value")
    func nestedOptionals() throws {
        #expect(try Coding.roundTrip(Int??.some(3)) == .some(3))
        #expect(try Coding.roundTrip(Int??.none) == .none)
        #expect(try Coding.roundTrip(Doubtful(maybe: .some(3))) == Doubtful(maybe: .some(3)))
        #expect(throws: ArtifactError.self) { try Coding.encode(Int??.some(.none)) }
        #expect(throws: ArtifactError.self) { try Coding.encode([Int??.some(.none)]) }
        let error = #expect(throws: ArtifactError.self) { try Coding.encode(["a": Doubtful(maybe: .some(.none))]) }
        #expect(error?.message.contains("'a.maybe'") == true)
        #expect(error?.message.contains("cannot be told from nil") == true)
    }

    @Test("What could not be read back is refused when it is written")
    func refused() throws {
        let decimal = #expect(throws: ArtifactError.self) { try Coding.encode(["price": [Decimal.nan]]) }
        #expect(decimal?.message.contains("'price[0]'") == true)
        let deep = (0..<2_000).reduce(Expression.zero) { sum, _ in .add(sum, .zero) }
        let nesting = #expect(throws: ArtifactError.self) { try Coding.encode(["deep": deep]) }
        #expect(nesting?.message.contains("deep") == true)
        let shallow = (0..<100).reduce(Expression.zero) { sum, _ in .add(sum, .zero) }
        #expect(try Coding.roundTrip(shallow) == shallow)
    }

    @Test("Errors name the field, its type and what to do")
    func errors() throws {
        let writing = #expect(throws: ArtifactError.self) { try Coding.encode(Unwritable()) }
        #expect(
            writing?.message
                == "cannot encode the field 'parts[0]' of a 'Unwritable': its value is a 'Int': no way to write it"
        )
        #expect(writing?.remedy != nil)
        let bytes = try Coding.encode(Unreadable())
        let reading = #expect(throws: ArtifactError.self) { try Coding.decode(bytes, as: Unreadable.self) }
        #expect(reading?.message == "cannot decode the field 'part' of a 'Unreadable': it has no 'read'")
        let silent = #expect(throws: ArtifactError.self) { try Coding.encode(Silent()) }
        #expect(silent?.message.contains("'Silent'") == true)
        #expect(silent?.message.contains("Canonical") == false)
    }
}
