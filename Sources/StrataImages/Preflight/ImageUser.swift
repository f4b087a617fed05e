/// Whom an image's programs run as, by number.
struct ImageUser: Sendable, Hashable {
    /// The user's number.
    var user: Int64
    /// The numbers of the groups.
    var groups: Set<Int64>

    /// Finds the numbers of a `USER` (`name`, `1000`, `name:group`, `1000:1000`).
    ///
    /// - Returns: `nil` where it names a user or group that the image's lists do not have.
    init?(_ text: String, files: ImageFiles) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let people = Self.rows(files.texts["etc/passwd"])
        let teams = Self.rows(files.texts["etc/group"])
        guard let name = parts.first, !name.isEmpty else {
            self.init(user: 0, groups: [0])
            return
        }
        let row = people.first { $0.first == name } ?? people.first { $0.count > 2 && $0[2] == name }
        // What runtimes take: from 0 to 2147483647.
        if let number = Int64(name), !(0...Int64(Int32.max)).contains(number) { return nil }
        guard let user = Int64(name) ?? row.flatMap({ $0.count > 2 ? Int64($0[2]) : nil }) else { return nil }
        var group = row.flatMap { $0.count > 3 ? Int64($0[3]) : nil } ?? 0
        if parts.count > 1 {
            let named = teams.first { $0.first == parts[1] }.flatMap { $0.count > 2 ? Int64($0[2]) : nil }
            guard let number = Int64(parts[1]) ?? named else { return nil }
            group = number
        }
        let login = row?.first ?? name
        let others = teams.filter { $0.count > 3 && $0[3].split(separator: ",").contains(login[...]) }.compactMap {
            Int64($0[2])
        }
        self.init(user: user, groups: Set([group] + others))
    }

    private init(user: Int64, groups: Set<Int64>) {
        self.user = user
        self.groups = groups
    }

    /// Whether this user may do with an entry what the bits say (4 read, 2 write, 1 execute).
    func may(_ bits: UInt16, _ entry: LayerListing.Entry) -> Bool {
        if user == 0 { return bits != 1 || entry.mode & 0o111 != 0 }
        if entry.user == user { return entry.mode >> 6 & bits == bits }
        if groups.contains(entry.group) { return entry.mode >> 3 & bits == bits }
        return entry.mode & bits == bits
    }

    private static func rows(_ text: [UInt8]?) -> [[String]] {
        String(decoding: text ?? [], as: UTF8.self).split(separator: "\n").map { line in
            line.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
