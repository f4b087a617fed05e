extension Future where Output: Artifact & FixedWidthInteger {
    /// A future of the sum; one that does not fit fails its run.
    public static func + (left: Future, right: Future) -> Future {
        FutureOperator.node("+", left, right) {
            try FutureOperator.checked("+", $0, $1, $0.addingReportingOverflow($1))
        }
    }

    /// A future of the sum; one that does not fit fails its run.
    public static func + (left: Future, right: Output) -> Future {
        FutureOperator.node("+", left, right) {
            try FutureOperator.checked("+", $0, $1, $0.addingReportingOverflow($1))
        }
    }

    /// A future of the sum; one that does not fit fails its run.
    public static func + (left: Output, right: Future) -> Future {
        FutureOperator.node("+", left, right) {
            try FutureOperator.checked("+", $0, $1, $0.addingReportingOverflow($1))
        }
    }

    /// A future of the difference; one that does not fit fails its run.
    public static func - (left: Future, right: Future) -> Future {
        FutureOperator.node("-", left, right) {
            try FutureOperator.checked("-", $0, $1, $0.subtractingReportingOverflow($1))
        }
    }

    /// A future of the difference; one that does not fit fails its run.
    public static func - (left: Future, right: Output) -> Future {
        FutureOperator.node("-", left, right) {
            try FutureOperator.checked("-", $0, $1, $0.subtractingReportingOverflow($1))
        }
    }

    /// A future of the difference; one that does not fit fails its run.
    public static func - (left: Output, right: Future) -> Future {
        FutureOperator.node("-", left, right) {
            try FutureOperator.checked("-", $0, $1, $0.subtractingReportingOverflow($1))
        }
    }

    /// A future of the product; one that does not fit fails its run.
    public static func * (left: Future, right: Future) -> Future {
        FutureOperator.node("*", left, right) {
            try FutureOperator.checked("*", $0, $1, $0.multipliedReportingOverflow(by: $1))
        }
    }

    /// A future of the product; one that does not fit fails its run.
    public static func * (left: Future, right: Output) -> Future {
        FutureOperator.node("*", left, right) {
            try FutureOperator.checked("*", $0, $1, $0.multipliedReportingOverflow(by: $1))
        }
    }

    /// A future of the product; one that does not fit fails its run.
    public static func * (left: Output, right: Future) -> Future {
        FutureOperator.node("*", left, right) {
            try FutureOperator.checked("*", $0, $1, $0.multipliedReportingOverflow(by: $1))
        }
    }

    /// A future of the quotient, rounded towards zero; a division by zero fails its run.
    public static func / (left: Future, right: Future) -> Future {
        FutureOperator.node("/", left, right) {
            try FutureOperator.checked("/", $0, $1, $0.dividedReportingOverflow(by: $1))
        }
    }

    /// A future of the quotient, rounded towards zero; a division by zero fails its run.
    public static func / (left: Future, right: Output) -> Future {
        FutureOperator.node("/", left, right) {
            try FutureOperator.checked("/", $0, $1, $0.dividedReportingOverflow(by: $1))
        }
    }

    /// A future of the quotient, rounded towards zero; a division by zero fails its run.
    public static func / (left: Output, right: Future) -> Future {
        FutureOperator.node("/", left, right) {
            try FutureOperator.checked("/", $0, $1, $0.dividedReportingOverflow(by: $1))
        }
    }
}
