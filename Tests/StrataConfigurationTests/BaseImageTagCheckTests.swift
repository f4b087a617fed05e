import StrataConfiguration
import Testing

@Suite("Tags of functions")
struct BaseImageTagCheckTests {
    private static func function(
        _ name: String = "train()",
        line: Int = 12,
        tag: String? = nil,
        standalone: Bool? = nil,
        isGraph: Bool = false
    ) -> TaggedFunction {
        TaggedFunction(
            name: "Digits.\(name)",
            file: "Digits/train.swift",
            line: line,
            tag: tag,
            standalone: standalone,
            isGraph: isGraph
        )
    }

    private static let yaml = "bases:\n  cuda: a\n  cpu: b\n"

    @Test("that fit give no errors")
    func fine() throws {
        let functions = [
            Self.function(tag: "cuda"), Self.function(tag: "cpu", standalone: true), Self.function(tag: "default"),
            Self.function(standalone: false), Self.function(isGraph: true),
        ]
        let check = try BaseImageTagCheck(functions: functions, configuration: read(Self.yaml))
        #expect(check.errors.isEmpty)
        #expect(check.warnings.isEmpty)
    }

    @Test("that do not fit are told all at once, in the order of lines, with what to do")
    func errors() throws {
        let functions = [
            Self.function("b()", line: 20, tag: "cudda"),
            Self.function("c()", line: 9, tag: "tpu-v5", standalone: false),
            Self.function("d()", line: 30, tag: "cuda", isGraph: true),
        ]
        let check = try BaseImageTagCheck(functions: functions, configuration: read(Self.yaml))
        let there = "there are 'default', 'cuda' and 'cpu'."
        #expect(
            check.errors == [
                "Digits/train.swift:9: 'Digits.c()' has the base image tag 'tpu-v5', which no base image has; \(there) Use one "
                    + "of them, or add 'tpu-v5' under 'bases' in strata.yaml.",
                "Digits/train.swift:9: 'Digits.c()' has 'standalone: false' beside the base image tag 'tpu-v5', which implies "
                    + "a container of its own. Remove one of the two.",
                "Digits/train.swift:20: 'Digits.b()' has the base image tag 'cudda', which no base image has; \(there) Did you "
                    + "mean 'cuda'? Use one of them, or add 'cudda' under 'bases' in strata.yaml.",
                "Digits/train.swift:30: 'Digits.d()' has the base image tag 'cuda', and describes a graph, which always "
                    + "happens in the driver. Remove 'baseImageTag', or make it 'async throws' and await the calls in it.",
            ]
        )
        #expect(
            check.warnings == [
                "strata.yaml:3:3: no function uses the base image 'cpu'. Remove it, or name it with "
                    + "'@Func(baseImageTag: \"cpu\")'."
            ]
        )
    }
}
