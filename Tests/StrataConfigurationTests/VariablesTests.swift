import Testing

@testable import StrataConfiguration

@Suite("Variables")
struct VariablesTests {
    @Test(
        "are filled in where the file allows it",
        arguments: [
            ("${TAG}", "v1.2"), ("a-${TAG}-b", "a-v1.2-b"), ("${NONE:-x}", "x"), ("${EMPTY:-x}", "x"),
            ("${TAG:-x}", "v1.2"),
            ("${TAG}${TAG}", "v1.2v1.2"), ("plain", "plain"),
        ]
    )
    func filled(_ written: String, _ expected: String) throws {
        #expect(try read("tag: \"\(written)\"").tag?.value == expected)
        #expect(try read("base: \"h:1/a:\(written)\"").bases[0].image.name == "h:1/a:\(expected)")
    }

    @Test("are filled in in the registry and the repository")
    func places() throws {
        let configuration = try read("registry: ${HOST}\nrepository: team/${NONE:-digits}\n")
        #expect(configuration.registry?.value == "localhost:5000")
        #expect(configuration.repository?.value == "team/digits")
    }

    @Test(
        "that cannot be are errors with the variable's name",
        arguments: [
            ("tag: ${NONE}", "1:6: the environment variable 'NONE' is not set; set it, or write '${NONE:-fallback}'"),
            ("tag: ${EMPTY}", "1:6: the environment variable 'EMPTY' is empty; set it, or write '${EMPTY:-fallback}'"),
            (
                "\nbase: debian:${NONE}",
                "2:7: the environment variable 'NONE' is not set; set it, or write '${NONE:-fallback}'"
            ),
            (
                "tag: a$b",
                "1:6: 'a$b' has a '$' that begins no variable; write '${NAME}' or '${NAME:-fallback}', or '$$' for the sign "
                    + "itself"
            ),
            (
                "tag: ${1A}",
                "1:6: '${1A}' has a '$' that begins no variable; write '${NAME}' or '${NAME:-fallback}', or '$$' for the sign "
                    + "itself"
            ),
            (
                "base: ${HOST}/a:1",
                "1:7: '${HOST}/a:1' has the variable 'HOST' outside of its tag; write the image's name and digest out, as "
                    + "the file has to say which image it is"
            ),
            (
                "base: a@${TAG}",
                "1:7: '…@${TAG}' has the variable 'TAG' outside of its tag; write the image's name and digest out, as the "
                    + "file has to say which image it is"
            ),
            (
                "tag: ${SLASH}",
                "1:6: 'tag' '${SLASH}' (with ${SLASH} filled in) is no tag; use letters, digits, '.', '_' and '-', at most "
                    + "128, beginning with no '.' or '-'"
            ),
            (
                "tag: a$$b",
                "1:6: 'tag' 'a$$b' is no tag; use letters, digits, '.', '_' and '-', at most 128, beginning with no '.' or "
                    + "'-'"
            ),
        ]
    )
    func errors(_ text: String, _ expected: String) {
        #expect(complaints(text) == ["strata.yaml:" + expected])
    }

    @Test("never stand in an error with their values")
    func secrets() {
        let text = "tag: ${SECRET}\nregistry: ${SECRET}\nrepository: ${SECRET}\nbase: a:${SECRET}\n"
        let found = complaints(text)
        #expect(found.count == 4)
        #expect(!found.joined().contains("s3cr3t"))
    }

    @Test("stay as they are for who needs the tags alone")
    func open() throws {
        let text = "registry: ${NONE}\nbase: a:${NONE}\nbases: {b: 'c:$$${D:-e}'}\n"
        let configuration = try ImagesConfiguration.parse(Array(text.utf8), file: "strata.yaml", environment: nil)
        #expect(configuration.registry?.value == "${NONE}")
        #expect(configuration.bases.map(\.image.name) == ["a:${NONE}", "c:$${D:-e}"])
    }
}
