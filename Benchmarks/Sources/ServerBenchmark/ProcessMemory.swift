import Foundation

/// A process and its share of memory.
struct ProcessMemory {
    /// Its command line.
    let arguments: String
    /// Its proportional set size in bytes: pages that it shares are counted by parts.
    let bytes: Int

    /// All processes below another one.
    static func descendants(of root: Int32) -> [ProcessMemory] {
        var parents: [Int32: Int32] = [:]
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            // One that ends meanwhile has no files any more, and no memory.
            guard let process = Int32(name),
                let stat = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
                let parent = stat.split(separator: ")").last?.split(separator: " ").dropFirst().first.flatMap({
                    Int32($0)
                })
            else { continue }
            parents[process] = parent
        }
        return parents.keys.filter { isBelow($0, root, parents) }.compactMap(read)
    }

    private static func isBelow(_ process: Int32, _ root: Int32, _ parents: [Int32: Int32]) -> Bool {
        var next = parents[process]
        while let parent = next, parent > 1 {
            if parent == root { return true }
            next = parents[parent]
        }
        return false
    }

    /// A process, or `nil` for one that is gone.
    static func read(_ process: Int32) -> ProcessMemory? {
        guard let line = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8),
            let rollup = try? String(contentsOfFile: "/proc/\(process)/smaps_rollup", encoding: .utf8),
            let pss = rollup.split(separator: "\n").first(where: { $0.hasPrefix("Pss:") }),
            let kilobytes = Int(pss.filter(\.isNumber))
        else { return nil }
        return ProcessMemory(arguments: line.replacing("\0", with: " "), bytes: kilobytes * 1024)
    }
}
