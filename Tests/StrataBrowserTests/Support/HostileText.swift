import Foundation

/// Text that tries to be more than text.
enum HostileText {
    /// All of it together, to be put wherever someone may put text.
    ///
    /// `place` says, should it be executed, where it stood.
    static func all(_ place: String) -> String {
        let mark = "window.__pwned='\(place)'"
        return """
            <script>\(mark)</script>"><img src=x onerror="\(mark)">'><svg/onload=\(mark)></title></textarea></style></script>\
            <script>\(mark)</script><iframe srcdoc="<script>parent.__pwned='\(place)'</script>"></iframe>\
            <a href="javascript:\(mark)">a</a><base href="//example.invalid/"><meta http-equiv=refresh content="0;url=javascript:\(mark)">\
            <style>*{display:none!important}</style><form action="javascript:\(mark)"><button formaction="javascript:\(mark)">b</button>\
            <math><mtext></form><form><mglyph><style></math><img src=x onerror=\(mark)>\
            <noscript><p title="</noscript><img src=x onerror=\(mark)>">{{{title}}}{{#page}}${\(mark)}`\(mark)`&#60;script&#62;\(mark)&lt;/script&gt;\
            javascript:\(mark)//--></noscript><plaintext>
            """
    }

    /// All of it, and what Markdown makes of text.
    static func markdown(_ place: String) -> String {
        let mark = "window.__pwned='\(place)'"
        return """
            # \(all(place))

            [one](javascript:\(mark)) [two](<javascript:\(mark)>) [three](JaVa\u{1}ScRiPt:\(mark)) [four](&#106;avascript:\(mark))
            [five](data:text/html,<script>parent.__pwned=1</script>) [six](vbscript:x) [seven](//example.invalid/x)
            [eight](java%0ascript:\(mark)) [nine](http://x" onmouseover="\(mark)) [ten][r] <javascript:\(mark)> ![i](x"onerror="\(mark))
            ![t](http://example.invalid/tracker.png) ![d](data:image/svg+xml,<svg/onload=\(mark)>)

            [r]: javascript:\(mark) "x" onclick="\(mark)"

            ```html" onclick="\(mark)
            \(all(place))
            ```

            | \(all(place).replacing("\n", with: " ")) | b |
            |---|---|
            | <script>\(mark)</script> | `<img src=x onerror=\(mark)>` |

            <div onclick="\(mark)">
            <script>\(mark)</script>
            """
    }

    /// All of it, and what terminals make of text.
    static func terminal(_ place: String) -> String {
        let mark = "window.__pwned='\(place)'"
        return
            "\u{1B}[31m\(all(place).replacing("\n", with: " "))\u{1B}[0m \u{1B}]8;;javascript:\(mark)\u{7}link\u{1B}]8;;\u{7} "
            + "\u{1B}[38;5;1\";onmouseover=\(mark)m \u{1B}]0;\(mark)\u{7} \u{202E}reversed\u{202C} https://example.invalid/\"onclick=\"\(mark)"
    }

    /// A drawing that tries to run scripts and to load from elsewhere.
    static func drawing(_ place: String) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="20" \
        onload="parent.__pwned='\(place)'"><script>parent.__pwned='\(place)'; top.__pwned='\(place)'</script>\
        <image href="http://example.invalid/tracker.png" width="1" height="1"/>\
        <foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="parent.__pwned=1"/>\
        </body></foreignObject><a xlink:href="javascript:parent.__pwned=1"><rect width="40" height="20" fill="teal"/></a></svg>
        """
    }

    /// Addresses that links must not lead to.
    static let addresses = [
        "javascript:window.__pwned='link'", "JAVASCRIPT:window.__pwned='link'", " javascript:window.__pwned='link'",
        "java\nscript:window.__pwned='link'", "\u{1}javascript:window.__pwned='link'",
        "data:text/html,<script>opener.__pwned='link'</script>", "vbscript:x", "file:///etc/passwd",
        "http://example.invalid/\" onclick=\"window.__pwned='link'", "blob:null/x", "//example.invalid/x",
    ]
}
