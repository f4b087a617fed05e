/// What is found wrong while a file is read.
struct Problems {
    /// Beyond this many, one more line says only that there are more.
    static let limit = 100

    let file: String
    private(set) var errors: [ConfigurationError] = []
    private var omitted = 0

    /// How many there are.
    var count: Int { errors.count + omitted }

    init(file: String) {
        self.file = file
    }

    mutating func add(_ position: TextPosition?, _ message: String, _ remedy: String) {
        guard errors.count < Self.limit else {
            omitted += 1
            return
        }
        errors.append(ConfigurationError(file: file, position: position, message: message, remedy: remedy))
    }

    /// Goes on only where nothing is wrong.
    ///
    /// - Throws: All problems.
    func check() throws(ConfigurationErrors) {
        guard !errors.isEmpty else { return }
        guard omitted > 0 else { throw ConfigurationErrors(errors) }
        let end = errors.compactMap(\.position).max()
        let more = ConfigurationError(
            file: file,
            position: end,
            message: "there are \(omitted) further problems",
            remedy: "mend these first"
        )
        throw ConfigurationErrors(errors + [more])
    }
}
