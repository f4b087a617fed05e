import Strata

struct Split: Artifact, Equatable {
    struct Images: Artifact, Equatable {
        var pixels: [Double]
        var labels: [String: Int]
        var count: Int { pixels.count }
    }

    var training: Images
    var evaluation: Images?
    /// Named as a member of `Future`.
    var map: Int
}

enum Optimizer: Artifact, Equatable {
    case adam
    case sgd(momentum: Double)
}

/// Functions to build graphs of.
enum AuthoringSteps {
    @Func
    static func load() async throws -> Split {
        Split(training: Split.Images(pixels: [0.5, 1.5], labels: ["a": 1, "b": 2]), evaluation: nil, map: 7)
    }

    @Func
    static func integer(_ value: Int) async throws -> Int { value }

    @Func
    static func small(_ value: Int8) async throws -> Int8 { value }

    @Func
    static func real(_ value: Double) async throws -> Double { value }

    @Func
    static func describe(_ values: [Double], optional: Double? = nil, table: [String: Int] = [:]) async throws -> String
    {
        "\(values) \(optional.map { "\($0)" } ?? "nil") \(table.sorted { $0.key < $1.key }.map { "\($0.key)\($0.value)" })"
    }

    @Func
    static func matrix(_ rows: [[Int]]) async throws -> String { "\(rows)" }

    @Func
    static func train(
        _ data: Double,
        optimizer: Optimizer = .adam,
        rate: Double? = nil,
        tags: [String] = []
    ) async throws
        -> String
    {
        "\(data) \(optimizer) \(rate.map { "\($0)" } ?? "nil") \(tags)"
    }

    @Func
    static func list(_ parts: [String]) async throws -> [String] { parts }

    @Func
    static func flags(_ parts: [Bool]) async throws -> [Bool] { parts }

    @Func
    static func integers(_ parts: [Int]) async throws -> [Int] { parts }

    @Func
    static func reals(_ parts: [Double]) async throws -> [Double] { parts }

    @Func
    static func nothing() async throws {}

    @Func
    static func makesFutures() async throws -> Int {
        // By type, a future, which nothing here will ever run.
        let lost: Future<Int> = integer(1)
        let cycle: Future<Int> = integer(2)
        lost.after(cycle)
        cycle.after(lost)
        return 1
    }
}

/// Graphs that show what futures can do; the values are checked where they come out.
enum AuthoringGraphs {
    @Func
    static func members() -> Future<String> {
        let data = AuthoringSteps.load()
        return AuthoringSteps.describe(
            [data.training.pixels[1], Future(2.5), data.training.pixels[0]],
            optional: Optional(data.training.pixels[0]),
            table: ["map": data[\.map], "b": data.training.labels["b"], "count": data.training.count]
        )
    }

    @Func
    static func collections() -> Future<[String]> {
        let one = AuthoringSteps.integer(1)
        let real = AuthoringSteps.real(0.5)
        return AuthoringSteps.list([
            AuthoringSteps.matrix([[one, one + 1], []]),
            AuthoringSteps.matrix([]),
            AuthoringSteps.train(real),
            AuthoringSteps.train(real, optimizer: .sgd(momentum: 0.5), rate: nil, tags: []),
            AuthoringSteps.train(real, rate: 1, tags: ["x"]),
            AuthoringSteps.train(1, rate: Optional(real)),
            AuthoringSteps.describe([], optional: nil, table: [:]),
        ])
    }

    @Func
    static func integerOperators() -> Future<[Int]> {
        let seven = AuthoringSteps.integer(7)
        let two = AuthoringSteps.integer(2)
        return AuthoringSteps.integers([
            seven + two, seven + 3, 3 + seven, seven - two, seven - 3, 3 - seven,
            seven * two, seven * 3, 3 * seven, seven / two, seven / 3, 30 / seven,
        ])
    }

    @Func
    static func realOperators() -> Future<[Double]> {
        let seven = AuthoringSteps.real(7)
        let zero = AuthoringSteps.real(0)
        return AuthoringSteps.reals([
            seven + zero, seven + 3, 3 + seven, seven - zero, seven - 3, 3 - seven,
            seven * zero, seven * 3, 3 * seven, seven / zero, seven / 4, 14 / seven,
        ])
    }

    @Func
    static func comparisons() -> Future<[Bool]> {
        let seven = AuthoringSteps.integer(7)
        let two = AuthoringSteps.integer(2)
        return AuthoringSteps.flags([
            seven < two, seven < 8, 8 < seven, seven <= two, seven <= 7, 8 <= seven,
            seven > two, seven > 8, 8 > seven, seven >= two, seven >= 7, 6 >= seven,
            seven == two, seven == 7, 7 == seven, seven != two, seven != 7, 7 != seven,
        ])
    }

    @Func
    static func mapped() -> Future<String> {
        AuthoringSteps.load().training.map { "\($0.count) of \($0.labels.count)" }.map { $0 + "!" }
    }

    @Func
    static func twoMapsOnOneLine() -> Future<[String]> {
        let one = AuthoringSteps.integer(1)
        return AuthoringSteps.list([one.map { "\($0)" }, one.map { $0 + 1 }.map { "\($0)" }])
    }

    /// One of many ways to fail, by number.
    @Func
    static func failing(_ way: Int) -> Future<Int> {
        func one() -> Future<Int> { AuthoringSteps.integer(1) }
        func least() -> Future<Int8> { AuthoringSteps.small(.min) }
        switch way {
        case 0: return one() / 0
        case 1: return one() / (one() - 1)
        case 2: return AuthoringSteps.integer(.max) + one()
        case 3: return AuthoringSteps.integer(.min) - 1
        case 4: return AuthoringSteps.integer(.max) * 2
        case 5: return (least() / -1).map { Int($0) }
        case 6: return AuthoringSteps.integers([one()])[1]
        case 7: return AuthoringSteps.integers([one()])[-1] + 1
        case 8: return AuthoringSteps.load().training.labels["c"]
        case 9: return AuthoringSteps.integer(Future([1, 2])[5])
        default: return one().map { _ in throw Mishap() }
        }
    }
}
