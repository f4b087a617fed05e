import Foundation

/// What users of Strata do all day: change a line and push, or push again.
struct PushCases {
    let work: Workplace
    let measure: Measure

    func run(_ cases: [[String]]) throws {
        for bases in cases {
            let options = try work.configuration(bases)
            let given = options + ["--executable", work.executable]
            let name = "\(bases.count) base\(bases.count == 1 ? "" : "s")"
            try measure.row("\(name), first push, nothing kept") {
                // A home and a repository that nobody has seen: layers are made, and everything is sent or mounted.
                let unseen = UUID().uuidString.lowercased()
                let repository = "\(work.registry)/team/\(unseen)"
                return try work.push(given + ["--repository", repository], home: "\(work.folder)/homes/\(unseen)")
            }
            try work.push(given)
            try measure.row("\(name), one line", prepare: { try work.change() }, run: { try work.push(given) })
            // Old enough to be remembered.
            Thread.sleep(forTimeInterval: 2.5)
            try work.push(given)
            try measure.row("\(name), nothing, `--executable`") { try work.push(given) }
            try measure.row("\(name), nothing, `--no-build`") {
                try work.push(options + ["--no-build", "--scratch-path", work.folder])
            }
        }
    }
}
