extension DefaultStringInterpolation {
    /// A future has no value to write into a text yet; `map` makes the text once it has.
    ///
    /// - Parameter future: What was to be written.
    @available(*, unavailable, message: "a future has no value yet: use 'future.map { \"…\\($0)…\" }'")
    public mutating func appendInterpolation<Output>(_ future: Future<Output>) {}
}
