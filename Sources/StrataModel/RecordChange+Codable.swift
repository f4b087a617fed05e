extension RecordChange: Codable {
    private enum Key: String, CodingKey {
        case function, created, transition, log, metric, ended
    }

    private struct Function: Codable {
        var key: FunctionKey
        var record: FunctionRecord
    }

    private struct End: Codable {
        var state: PipelineRunState
        var time: Timestamp
        var failure: RunFailure?
    }

    /// Decodes an object with one member, whose name says what kind of change it is.
    ///
    /// - Throws: `DecodingError.dataCorrupted` where there is no member of a known name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        guard let key = container.allKeys.first, container.allKeys.count == 1 else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: container.codingPath,
                    debugDescription:
                        "a change is an object with one member: function, created, transition, log, metric or ended"
                )
            )
        }
        switch key {
        case .transition: self = .transition(try container.decode(RunTransition.self, forKey: key))
        case .created: self = .created(try container.decode(RunRecord.self, forKey: key))
        case .log: self = .log(try container.decode(LogLine.self, forKey: key))
        case .metric: self = .metric(try container.decode(MetricPoint.self, forKey: key))
        case .function:
            let function = try container.decode(Function.self, forKey: key)
            self = .function(function.key, function.record)
        case .ended:
            let end = try container.decode(End.self, forKey: key)
            self = .ended(end.state, end.time, end.failure)
        }
    }

    /// Encodes an object with one member, named after the kind of change.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .transition(let transition): try container.encode(transition, forKey: .transition)
        case .created(let run): try container.encode(run, forKey: .created)
        case .log(let line): try container.encode(line, forKey: .log)
        case .metric(let point): try container.encode(point, forKey: .metric)
        case .function(let key, let record):
            try container.encode(Function(key: key, record: record), forKey: .function)
        case .ended(let state, let time, let failure):
            try container.encode(End(state: state, time: time, failure: failure), forKey: .ended)
        }
    }
}
