import Strata

/// Lets a test say when code inside a run goes on. Stands for itself when it is encoded: there are few, by number.
actor GateState {
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var results: [CheckedContinuation<String, Never>] = []
    private var beginnings: [CheckedContinuation<Void, Never>] = []
    private var isOpen = false
    private var hasBegun = false
    private var text: String?

    func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    func opened() async {
        if isOpen { return }
        await withCheckedContinuation { waiting.append($0) }
    }

    func begin() {
        hasBegun = true
        for continuation in beginnings { continuation.resume() }
        beginnings = []
    }

    func begun() async {
        if hasBegun { return }
        await withCheckedContinuation { beginnings.append($0) }
    }

    func finish(_ text: String) {
        self.text = text
        for continuation in results { continuation.resume(returning: text) }
        results = []
    }

    func finished() async -> String {
        if let text { return text }
        return await withCheckedContinuation { results.append($0) }
    }
}

/// A gate as an input of a function.
struct Gate: Artifact {
    private let state = GateState()

    init() {}

    init(from decoder: any Decoder) throws {
        _ = try decoder.singleValueContainer().decode(String.self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("gate")
    }

    func open() async { await state.open() }
    func opened() async { await state.opened() }
    func begin() async { await state.begin() }
    func begun() async { await state.begun() }
    func finish(_ text: String) async { await state.finish(text) }
    func finished() async -> String { await state.finished() }
}
