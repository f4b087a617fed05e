/// The Swift sources of a new package: a small pipeline that does real work, and its tests.
enum PipelineTemplate {
    /// The pipeline, with a command line called `name`.
    static func source(_ name: String) -> String {
        """
        import Strata

        /// How often a word occurs.
        struct WordCount: Artifact, Equatable {
            var word: String
            var count: Int
        }

        /// What is told of a text.
        struct TextSummary: Artifact, Equatable {
            var words: Int
            var longest: String
            var frequent: [WordCount]
        }

        /// Splits a text into its words, in lower case.
        @Func
        func words(of text: String) async throws -> [String] {
            text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        }

        /// Finds the longest word, the first of several.
        @Func
        func longestWord(in words: [String]) async throws -> String {
            words.reduce("") { $1.count > $0.count ? $1 : $0 }
        }

        /// Counts the words; the most frequent come first.
        @Func
        func countWords(in words: [String], top: Int) async throws -> [WordCount] {
            let counts = Dictionary(words.map { ($0, 1) }, uniquingKeysWith: +)
            let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            return sorted.prefix(top).map { WordCount(word: $0.key, count: $0.value) }
        }

        /// Puts the findings together.
        @Func
        func summarize(words: [String], longest: String, frequent: [WordCount]) async throws -> TextSummary {
            TextSummary(words: words.count, longest: longest, frequent: frequent)
        }

        /// Describes the graph: each call makes a future, and runs that do not wait for one another run in parallel.
        @Func
        func summary(of text: String, top: Int) -> Future<TextSummary> {
            let all = words(of: text)
            let longest = longestWord(in: all)
            let frequent = countWords(in: all, top: top)
            return summarize(words: all, longest: longest, frequent: frequent)
        }

        /// The program: its options become the inputs of the pipeline.
        @main
        struct \(name): PipelineCommand {
            @Option(help: "The text to look at.")
            var text = "the quick brown fox jumps over the lazy dog, and the dog does not mind"

            @Option(help: "How many of the most frequent words to tell.")
            var top = 3

            func root() -> Future<TextSummary> {
                summary(of: text, top: top)
            }
        }

        """
    }

    /// The tests of ``source(_:)``.
    static func tests(_ name: String) -> String {
        """
        import Strata
        import StrataTestKit
        import Testing

        @testable import \(name)

        @Suite struct \(name)Tests {
            @Test("a step is a function: outside a pipeline it just runs")
            func countsWords() async throws {
                let counts = try await countWords(in: ["b", "a", "b"], top: 1)
                #expect(counts == [WordCount(word: "b", count: 2)])
            }

            @Test("the graph has the shape it should, and nothing of it is run")
            func graph() throws {
                let graph = try GraphDescription(of: summary(of: "One two", top: 1))
                #expect(graph.functions == ["words", "longestWord", "countWords", "summarize"])
            }

            @Test("the whole pipeline runs without recording anything")
            func runsSilently() async throws {
                let run = try await SilentRun(of: summary(of: "One two, two: three!", top: 1))
                #expect(run.state == .succeeded)
                let frequent = [WordCount(word: "two", count: 2)]
                #expect(run.output == TextSummary(words: 4, longest: "three", frequent: frequent))
                #expect(run.states(of: "longestWord") == [.succeeded])
            }
        }

        """
    }
}
