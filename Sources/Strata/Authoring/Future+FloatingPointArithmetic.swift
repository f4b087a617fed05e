extension Future where Output: Artifact & FloatingPoint {
    /// A future of the sum.
    public static func + (left: Future, right: Future) -> Future {
        FutureOperator.node("+", left, right) { $0 + $1 }
    }

    /// A future of the sum.
    public static func + (left: Future, right: Output) -> Future {
        FutureOperator.node("+", left, right) { $0 + $1 }
    }

    /// A future of the sum.
    public static func + (left: Output, right: Future) -> Future {
        FutureOperator.node("+", left, right) { $0 + $1 }
    }

    /// A future of the difference.
    public static func - (left: Future, right: Future) -> Future {
        FutureOperator.node("-", left, right) { $0 - $1 }
    }

    /// A future of the difference.
    public static func - (left: Future, right: Output) -> Future {
        FutureOperator.node("-", left, right) { $0 - $1 }
    }

    /// A future of the difference.
    public static func - (left: Output, right: Future) -> Future {
        FutureOperator.node("-", left, right) { $0 - $1 }
    }

    /// A future of the product.
    public static func * (left: Future, right: Future) -> Future {
        FutureOperator.node("*", left, right) { $0 * $1 }
    }

    /// A future of the product.
    public static func * (left: Future, right: Output) -> Future {
        FutureOperator.node("*", left, right) { $0 * $1 }
    }

    /// A future of the product.
    public static func * (left: Output, right: Future) -> Future {
        FutureOperator.node("*", left, right) { $0 * $1 }
    }

    /// A future of the quotient.
    public static func / (left: Future, right: Future) -> Future {
        FutureOperator.node("/", left, right) { $0 / $1 }
    }

    /// A future of the quotient.
    public static func / (left: Future, right: Output) -> Future {
        FutureOperator.node("/", left, right) { $0 / $1 }
    }

    /// A future of the quotient.
    public static func / (left: Output, right: Future) -> Future {
        FutureOperator.node("/", left, right) { $0 / $1 }
    }
}
