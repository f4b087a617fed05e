import Foundation
import StrataTestSupport

extension Browser {
    /// What is wrong with the page that is open: for those who see little, use the keyboard or a small window.
    ///
    /// - Returns: A sentence for each finding; empty where nothing was found.
    /// - Throws: ``StrataTestSupport/WebDriverError``; what reading the script throws.
    func audit() async throws -> [String] {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Scripts/audit.js")
        return try await run(try String(contentsOf: path, encoding: .utf8)).elements.compactMap(\.text)
    }

    /// Waits until the page has loaded what it asks for of itself.
    func settle() async throws {
        try await wait(
            for: "an end of loading",
            until: """
                const count = performance.getEntriesByType("resource").length, now = performance.now();
                if (window.__count !== count) { window.__count = count; window.__since = now; }
                return document.readyState === "complete" && now - window.__since > 150;
                """
        )
    }

    /// Goes through the page with the tab key, and says where it goes without being seen.
    ///
    /// - Parameter limit: After how many controls to stop.
    /// - Returns: The controls that were reached, in order, and a sentence for each that does not show that it has the
    ///   keyboard.
    /// - Throws: ``StrataTestSupport/WebDriverError``.
    func walkWithTab(limit: Int = 60) async throws -> (reached: [String], findings: [String]) {
        try await run("document.activeElement?.blur(); window.scrollTo(0, 0); window.__walked = new Set()")
        var reached: [String] = []
        var findings: [String] = []
        for _ in 0..<limit {
            try await press([.tab])
            let stop = try await run(Self.focusReport)
            guard let name = stop["name"].text else { break }
            reached.append(name)
            if let finding = stop["finding"].text { findings.append("\(name): \(finding)") }
        }
        return (reached, findings)
    }

    /// Says what has the keyboard and whether that is seen; nothing once it has been seen before or has left the page.
    private static let focusReport = """
        const element = document.activeElement;
        if (!element || element === document.body || window.__walked.has(element)) return {};
        window.__walked.add(element);
        const style = getComputedStyle(element), box = element.getBoundingClientRect();
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
        const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
        const name = `<${element.localName}${element.id ? "#" + element.id : ""}> ` +
          (element.ariaLabel ?? element.textContent ?? "").trim().replace(/\\s+/g, " ").slice(0, 40);
        const finding = !outlined && style.boxShadow === "none" ? "has the keyboard, and nothing shows it"
          : !inside ? "has the keyboard outside of the window" : null;
        return { name, finding };
        """
}
