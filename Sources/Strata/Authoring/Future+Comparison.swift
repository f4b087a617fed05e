extension Future where Output: Artifact & Comparable {
    /// A future of whether the left value is less than the right one.
    public static func < (left: Future, right: Future) -> Future<Bool> {
        FutureOperator.node("<", left, right) { $0 < $1 }
    }

    /// A future of whether the left value is less than the right one.
    public static func < (left: Future, right: Output) -> Future<Bool> {
        FutureOperator.node("<", left, right) { $0 < $1 }
    }

    /// A future of whether the left value is less than the right one.
    public static func < (left: Output, right: Future) -> Future<Bool> {
        FutureOperator.node("<", left, right) { $0 < $1 }
    }

    /// A future of whether the left value is at most the right one.
    public static func <= (left: Future, right: Future) -> Future<Bool> {
        FutureOperator.node("<=", left, right) { $0 <= $1 }
    }

    /// A future of whether the left value is at most the right one.
    public static func <= (left: Future, right: Output) -> Future<Bool> {
        FutureOperator.node("<=", left, right) { $0 <= $1 }
    }

    /// A future of whether the left value is at most the right one.
    public static func <= (left: Output, right: Future) -> Future<Bool> {
        FutureOperator.node("<=", left, right) { $0 <= $1 }
    }

    /// A future of whether the left value is greater than the right one.
    public static func > (left: Future, right: Future) -> Future<Bool> {
        FutureOperator.node(">", left, right) { $0 > $1 }
    }

    /// A future of whether the left value is greater than the right one.
    public static func > (left: Future, right: Output) -> Future<Bool> {
        FutureOperator.node(">", left, right) { $0 > $1 }
    }

    /// A future of whether the left value is greater than the right one.
    public static func > (left: Output, right: Future) -> Future<Bool> {
        FutureOperator.node(">", left, right) { $0 > $1 }
    }

    /// A future of whether the left value is at least the right one.
    public static func >= (left: Future, right: Future) -> Future<Bool> {
        FutureOperator.node(">=", left, right) { $0 >= $1 }
    }

    /// A future of whether the left value is at least the right one.
    public static func >= (left: Future, right: Output) -> Future<Bool> {
        FutureOperator.node(">=", left, right) { $0 >= $1 }
    }

    /// A future of whether the left value is at least the right one.
    public static func >= (left: Output, right: Future) -> Future<Bool> {
        FutureOperator.node(">=", left, right) { $0 >= $1 }
    }
}

extension Future where Output: Artifact & Equatable {
    /// A future of whether the values are equal.
    public static func == (left: Future, right: Future) -> Future<Bool> {
        FutureOperator.node("==", left, right) { $0 == $1 }
    }

    /// A future of whether the values are equal.
    public static func == (left: Future, right: Output) -> Future<Bool> {
        FutureOperator.node("==", left, right) { $0 == $1 }
    }

    /// A future of whether the values are equal.
    public static func == (left: Output, right: Future) -> Future<Bool> {
        FutureOperator.node("==", left, right) { $0 == $1 }
    }

    /// A future of whether the values differ.
    public static func != (left: Future, right: Future) -> Future<Bool> {
        FutureOperator.node("!=", left, right) { $0 != $1 }
    }

    /// A future of whether the values differ.
    public static func != (left: Future, right: Output) -> Future<Bool> {
        FutureOperator.node("!=", left, right) { $0 != $1 }
    }

    /// A future of whether the values differ.
    public static func != (left: Output, right: Future) -> Future<Bool> {
        FutureOperator.node("!=", left, right) { $0 != $1 }
    }
}
