package import StrataAPI

/// The lines in which two texts differ.
package enum LineDifference {
    /// The lines that differ, in order, with three lines around them and gaps between.
    ///
    /// Texts of more than 2,000 lines, or that differ in more than 400 places, are given as all removed, all added, at most
    /// 400 lines of each: telling more would take time that grows with both.
    ///
    /// - Parameters:
    ///   - left: The text whose own lines count as removed.
    ///   - right: The text whose own lines count as added.
    /// - Returns: Nothing for equal texts.
    package static func lines(_ left: String, _ right: String) -> [Comparison.Line] {
        guard left != right else { return [] }
        let (old, new) = (split(left), split(right))
        guard old.count <= mostLines, new.count <= mostLines, let merged = merge(old, new) else {
            return whole(old, .removed) + whole(new, .added)
        }
        return shortened(merged)
    }

    private static let mostLines = 2000
    private static let mostChanges = 400
    private static let around = 3

    private static func split(_ text: String) -> [Substring] {
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func whole(_ lines: [Substring], _ kind: Comparison.Line.Kind) -> [Comparison.Line] {
        let head = lines.prefix(mostChanges).map { Comparison.Line(kind, String($0)) }
        return lines.count > mostChanges ? head + [Comparison.Line(.gap, "")] : head
    }

    /// All lines of both, those that both begin or end with compared once; `nil` where too many differ.
    private static func merge(_ old: [Substring], _ new: [Substring]) -> [Comparison.Line]? {
        let head = zip(old, new).prefix { $0 == $1 }.count
        let rest = min(old.count, new.count) - head
        let tail = zip(old.reversed(), new.reversed()).prefix(rest).prefix { $0 == $1 }.count
        let (oldMiddle, newMiddle) = (Array(old[head..<old.count - tail]), Array(new[head..<new.count - tail]))
        guard oldMiddle.count + newMiddle.count <= 2 * mostChanges else { return nil }
        let changes = newMiddle.difference(from: oldMiddle)
        var merged = old[..<head].map { Comparison.Line(.same, String($0)) }
        var (removed, added): (Set<Int>, Set<Int>) = ([], [])
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var (one, other) = (0, 0)
        while one < oldMiddle.count || other < newMiddle.count {
            if one < oldMiddle.count, removed.contains(one) {
                merged.append(Comparison.Line(.removed, String(oldMiddle[one])))
                one += 1
            } else if other < newMiddle.count, added.contains(other) {
                merged.append(Comparison.Line(.added, String(newMiddle[other])))
                other += 1
            } else {
                guard one < oldMiddle.count, other < newMiddle.count else { return nil }
                merged.append(Comparison.Line(.same, String(oldMiddle[one])))
                one += 1
                other += 1
            }
        }
        return merged + old[(old.count - tail)...].map { Comparison.Line(.same, String($0)) }
    }

    private static func shortened(_ lines: [Comparison.Line]) -> [Comparison.Line] {
        var isNear = [Bool](repeating: false, count: lines.count)
        for (position, line) in lines.enumerated() where line.kind != .same {
            for near in max(0, position - around)...min(lines.count - 1, position + around) { isNear[near] = true }
        }
        var result: [Comparison.Line] = []
        for (position, line) in lines.enumerated() {
            if isNear[position] {
                result.append(line)
            } else if result.last?.kind != .gap {
                result.append(Comparison.Line(.gap, ""))
            }
        }
        return result
    }
}
