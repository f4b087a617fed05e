import StrataModel
import Testing

@testable import StrataCommands

@Suite struct GraphTests {
    private let graph = RunGraph(forest: Sample.forest(trainings: 2))

    @Test("as text, each run tells what it takes")
    func text() {
        #expect(
            GraphText(graph: graph).text() == """
                ✓ pipeline .0
                ├─ ✓ load .1
                ├─ ✓ search .2  data ← load.training (.1)
                │  ├─ ✓ train .3
                │  ├─ ✓ train .4
                │  └─ ✓ best .5  models ← train (.3, .4)
                └─ ✓ load .6  after load (.1)
                """
        )
        let wide = GraphText(graph: RunGraph(forest: Sample.forest(trainings: 4))).text()
        #expect(wide.hasSuffix("best .7  models ← train ×4"))
    }

    @Test("as dot, nested functions are clusters and orderings are dashed")
    func dot() {
        #expect(
            GraphDot(graph: graph, title: "digits \"x\"").text() == #"""
                digraph "digits \"x\"" {
                  compound=true; rankdir=LR;
                  node [shape=box, style=rounded, fontname="sans-serif"];
                  edge [fontname="sans-serif", fontsize=10];
                  subgraph cluster_0 {
                    label="pipeline .0"; style=rounded; color=darkgreen;
                    r0 [shape=point, style=invis];
                    r1 [label="load .1", color=darkgreen];
                    subgraph cluster_2 {
                      label="search .2"; style=rounded; color=darkgreen;
                      r2 [shape=point, style=invis];
                      r3 [label="train .3", color=darkgreen];
                      r4 [label="train .4", color=darkgreen];
                      r5 [label="best .5", color=darkgreen];
                    }
                    r6 [label="load .6", color=darkgreen];
                  }
                  r1 -> r2 [label="data ← load.training", lhead=cluster_2];
                  r3 -> r5 [label="models ← train"];
                  r4 -> r5 [label="models ← train"];
                  r1 -> r6 [label="after load", style=dashed];
                }
                """#
        )
    }

    @Test("as Mermaid, nested functions are subgraphs and orderings are dashed")
    func mermaid() {
        #expect(
            GraphMermaid(graph: graph).text() == """
                flowchart LR
                  subgraph r0["pipeline .0"]
                    r1["load .1"]
                    subgraph r2["search .2"]
                      r3["train .3"]
                      r4["train .4"]
                      r5["best .5"]
                    end
                    r6["load .6"]
                  end
                  r1 -->|"data ← load.training"| r2
                  r3 -->|"models ← train"| r5
                  r4 -->|"models ← train"| r5
                  r1 -.->|"after load"| r6
                  classDef succeeded stroke:#080
                  class r1,r3,r4,r5,r6 succeeded
                """
        )
    }

    @Test(
        "labels are escaped for each language",
        arguments: [
            (#"a "b" \N"#, #""a \"b\" \\N""#, ##""a #quot;b#quot; #92;N""##),
            ("<b>&#1;`\n", #""<b>&#1;`\n""#, ##""#lt;b#gt;#amp;#35;1;#96;<br/>""##),
        ]
    )
    func escaping(_ text: String, _ dot: String, _ mermaid: String) {
        #expect(GraphDot.quoted(text) == dot)
        #expect(GraphMermaid.quoted(text) == mermaid)
    }

    @Test("as JSON, edges tell parameter, path and kind")
    func json() throws {
        let id = try Sample.id("3f9a1c2b")
        let edges = GraphJSON(graph, of: id).edges
        let text = String(decoding: try JSONOutput.line([edges[0], edges[3]]), as: UTF8.self)
        #expect(
            text == #"""
                [{"from":1,"kind":"data","parameter":"data","path":".training","to":2},{"from":1,"kind":"order","to":6}]
                """#
        )
    }
}
