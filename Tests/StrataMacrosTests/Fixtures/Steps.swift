// Functions that the tests call, find and describe. Where they stand matters: the tests name lines of this file.
import Strata

struct Settings: Artifact, Equatable {
    var rate = 1.0
    static let standard = Settings()
}

enum Optimizer: String, Artifact {
    case adam, sgd
}

/// Trains "one" \ classifier.
///
/// Says "so" as well.
@Func(cache: true, retry: Retry(attempts: 3), timeout: .seconds(30), tags: ["training"])
func fit(
    settings: Settings,
    optimizer: Optimizer = .adam,
    steps: [Int] = [],
    rate: Double? = nil
) async throws -> String {
    // A "quoted" \ remark, and /* more */ of them.
    let raw = #"a "raw" \ string"#
    return "\(settings.rate) \(optimizer) \(steps) \(rate ?? 0) \(raw.count)"
}

@Func
private func hidden(_ value: Int, for factor: Int) async throws -> Int { value * factor }

func callHidden() async throws -> Int { try await hidden(3, for: 4) }

@Func func nothing() async throws {}

@Func(name: "All of \"it\"")
func everything(settings: Settings = .standard) -> Future<String> {
    fit(settings: settings)
}

@Func func nothingAtAll() -> Strata.Future<Void> { nothing() }

@Func func size(of number: Int) async throws -> String { "Int" }
@Func func size(of text: String) async throws -> String { "String" }
@Func func size(ofAll texts: [String]) async throws -> [String?] { texts }

@Func func `default`(`for` `in`: Int) async throws -> Int { `in` }
@Func func `count to three`() async throws -> Int { 3 }

/// Types whose members have the names that expansions use.
enum Outer {
    static let factor = 2
    struct Future {}
    struct FunctionReference {}

    struct Inner: Artifact {
        var map = 3

        @Strata.Func(baseImageTag: "cuda", resources: ResourceRequirements(cpu: "2", gpus: 1))
        static func scaled(_ inner: Self, `in` place: Int = factor) async throws -> Inner {
            Inner(map: inner.map * place * factor)
        }
    }
}

extension Outer.Inner {
    // swift-format-ignore: UseTripleSlashForDocumentationComments
    /**
     Adds.
     */
    @Func
    public static func sum(_ values: [Double]) async throws -> Double { values.reduce(0, +) }
}

@MainActor
enum Screen {
    static var shown = 0

    @Func
    static func show(_ count: Int) async throws -> Int {
        shown += count
        return shown
    }

    @Func static func showLater(_ count: Int) -> Future<Int> { show(count) }
}

/// An actor whose name does not say that it is one.
@globalActor
actor Storage {
    static let shared = Storage()
    @Storage static var stored = 0
}

@Func @Storage func store(_ count: Int) async throws -> Int {
    Storage.stored += count
    return Storage.stored
}

@Func func echo(_ line: Int, next: Int = 0, at place: Int = #line) async throws -> Int { place - line }
