/// Where in a pattern a walk through folders is; several places at once where the pattern leaves it open.
struct PatternState {
    /// A place: the next part of one of the pattern's alternatives.
    private struct Place: Hashable {
        var alternative: Int
        var part: Int
    }

    /// What a name means for the pattern.
    struct Step {
        /// Whether a file of this name is one that the pattern names.
        var isMatch: Bool
        /// How the pattern goes on in a folder of this name, if it does.
        var next: PatternState?
    }

    private let alternatives: [[PatternComponent]]
    private let places: Set<Place>

    /// The start of a pattern.
    init(_ alternatives: [[PatternComponent]]) {
        self.init(alternatives, Set(alternatives.indices.map { Place(alternative: $0, part: 0) }))
    }

    /// Where `**` can be no folder at all, the walk is also behind it.
    private init(_ alternatives: [[PatternComponent]], _ places: Set<Place>) {
        self.alternatives = alternatives
        var all = places
        for place in places where place.part + 1 < alternatives[place.alternative].count {
            guard alternatives[place.alternative][place.part] == .anyFolders else { continue }
            all.insert(Place(alternative: place.alternative, part: place.part + 1))
        }
        self.places = all
    }

    /// The names that can matter, when they are known without looking.
    var literalNames: [String]? {
        var names: Set<String> = []
        for place in places {
            guard case .name(let name) = alternatives[place.alternative][place.part] else { return nil }
            names.insert(name)
        }
        return names.sorted()
    }

    /// What a name in the folder means.
    func step(into name: String) -> Step {
        var isMatch = false
        var next: Set<Place> = []
        for place in places {
            let parts = alternatives[place.alternative]
            let isLast = place.part + 1 == parts.count
            if parts[place.part] == .anyFolders {
                next.insert(place)
                if isLast { isMatch = true }
            } else if parts[place.part].matches(name) {
                if isLast {
                    isMatch = true
                } else {
                    next.insert(Place(alternative: place.alternative, part: place.part + 1))
                }
            }
        }
        return Step(isMatch: isMatch, next: next.isEmpty ? nil : PatternState(alternatives, next))
    }
}
