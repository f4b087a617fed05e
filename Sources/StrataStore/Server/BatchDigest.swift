import StrataAPI
import StrataModel

/// The digest by which a batch that is sent again is known.
///
/// Of the values rather than of their JSON, which takes ten times as long to write. Part of the format: a batch may be
/// sent again after the server was updated, and a digest that differs then refuses it.
struct BatchDigest {
    private var bytes: [UInt8] = []

    /// The digest of a batch's number and changes.
    static func digest(of batch: ChangeBatch) throws -> [UInt8] {
        var digest = BatchDigest()
        digest.bytes.reserveCapacity(batch.changes.count * 160)
        digest.put(batch.number)
        for change in batch.changes { try digest.put(change) }
        return Digest(hashing: digest.bytes).bytes
    }

    private mutating func put(_ change: RecordChange) throws {
        switch change {
        case .function(let key, let function):
            put(0, key)
            put(try JSONColumn.text(function))
        case .created(let run):
            put(1, run.index)
            try put(run)
        case .transition(let transition):
            put(2, transition.index)
            try put(transition)
        case .log(let line):
            put(3, line.run)
            put(Int64(line.attempt))
            put(line.number)
            put(line.time)
            put(line.level)
            put(line.message)
        case .metric(let point):
            put(4, point.run)
            put(Int64(point.attempt))
            put(point.name)
            put(point.step)
            put(Int64(bitPattern: point.value.bitPattern))
            put(point.time)
        case .ended(let state, let time, let failure):
            put(5, 0)
            put(StateCode.code(state))
            put(time)
            put(try JSONColumn.encode(failure))
        }
    }

    private mutating func put(_ run: RunRecord) throws {
        put(run.parent.map(Int64.init))
        put(run.isAwaited ? 1 : 0)
        put(Int64(run.function))
        put(StateCode.code(run.state))
        put(Int64(run.attempt))
        put(run.times.created)
        for time in [run.times.scheduled, run.times.started, run.times.ended] { put(time?.microseconds) }
        put(Int64(run.dependencies.count))
        for dependency in run.dependencies {
            put(Int64(dependency.run))
            put(dependency.input.map(Int64.init))
            put(dependency.path)
        }
        try put(run.inputs)
        try put(run.output)
        put(try JSONColumn.encode(run.failure))
    }

    private mutating func put(_ transition: RunTransition) throws {
        put(StateCode.code(transition.from))
        put(StateCode.code(transition.to))
        put(transition.time)
        put(Int64(transition.attempt))
        try put(transition.inputs)
        try put(transition.output)
        put(try JSONColumn.encode(transition.failure))
    }

    private mutating func put(_ inputs: [RunInput]) throws {
        put(Int64(inputs.count))
        for input in inputs {
            put(input.name)
            put(input.source.map(Int64.init))
            try put(input.artifact)
        }
    }

    private mutating func put(_ artifact: ArtifactRecord?) throws {
        guard let artifact else { return put(nil as Int64?) }
        bytes += artifact.reference.digest.bytes
        put(artifact.reference.size)
        put(artifact.reference.type)
        put(artifact.reference.mediaType)
        put(artifact.inline.map { Int64($0.count) })
        bytes += artifact.inline ?? []
        put(try JSONColumn.encode(artifact.view))
        put(Int64(artifact.blobs.count))
        for blob in artifact.blobs { bytes += blob.bytes }
    }

    // MARK: Plain values, each of which says where it ends

    private mutating func put(_ kind: Int64, _ key: Int32) {
        put(kind)
        put(Int64(key))
    }

    private mutating func put(_ time: Timestamp) {
        put(time.microseconds)
    }

    private mutating func put(_ number: Int64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func put(_ number: Int64?) {
        bytes.append(number == nil ? 0 : 1)
        if let number { put(number) }
    }

    private mutating func put(_ text: String) {
        put(Int64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func put(_ text: String?) {
        bytes.append(text == nil ? 0 : 1)
        if let text { put(text) }
    }
}
