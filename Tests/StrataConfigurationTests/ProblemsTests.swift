import Testing

@testable import StrataConfiguration

@Suite("Problems of strata.yaml")
struct ProblemsTests {
    /// A text, and what is complained of after the file's name.
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var expected: [String]

        init(_ text: String, _ expected: String...) {
            self.text = text
            self.expected = expected
        }

        var testDescription: String { text.debugDescription }
    }

    private static let keys = [
        Case(
            "bases:\n  cuda:\n    image: a\n    entrypont: chain\n",
            "4:5: unknown key 'entrypont' in bases.cuda; did you mean 'entrypoint'?"
        ),
        Case("regstry: x", "1:1: unknown key 'regstry'; did you mean 'registry'?"),
        Case("image: a", "1:1: unknown key 'image'; write it below 'base', or a key of 'bases'"),
        Case("insecure: true", "1:1: unknown key 'insecure'; write it below a registry's name in 'registries'"),
        Case(
            "worker: {foo: 1}",
            "1:10: unknown key 'foo' in worker; the keys here are 'mode', 'configuration', 'strip' and 'compression'"
        ),
        Case(
            "<<: {a: 1}",
            "1:1: unknown key '<<'; write common settings at the top of the file: they are for all base images"
        ),
        Case(
            "env: {A: 1,\n A: 2}\nuser: a\nuser: b\n",
            "2:2: the key 'A' in env stands there twice, first on line 1; remove one of the two",
            "4:1: the key 'user' stands there twice, first on line 3; remove one of the two"
        ),
        Case(
            "bases: {cuda: a, 'cuda': b}",
            "1:18: the key 'cuda' in bases stands there twice, first on line 1; remove one of the two"
        ),
        Case("? [a]\n: b", "1:3: a key is not a word; write 'key: value' there"),
        Case(
            "- a",
            "1:1: the file must be a mapping of keys to values; write it as 'base: debian:bookworm-slim'"
        ),
    ]

    private static let bases = [
        Case("bases:\n", "1:1: 'bases' has no value; give it one, or remove the key"),
        Case(
            "bases:\n  cuda:\n",
            "2:3: 'bases.cuda' names no image; write it as in 'cuda: debian:bookworm-slim'"
        ),
        Case(
            "bases: {a/b: c}",
            "1:9: 'a/b' in bases cannot be the tag of a base image; begin it with a letter or digit, and use letters, "
                + "digits, '.', '_' and '-', at most 63"
        ),
        Case(
            "bases: {cuda: {entrypoint: chain}}",
            "1:9: 'bases.cuda' has no 'image'; name one, or 'strata:minimal' for the built-in base image"
        ),
        Case(
            "base: {image: strata:minimal, entrypoint: chain}",
            "1:31: the built-in base image of 'base' has no entry point to chain; remove 'entrypoint'"
        ),
        Case(
            "base: scratch",
            "1:7: 'scratch' is no image that a registry has; write 'strata:minimal' for the built-in base image"
        ),
        Case(
            "base: strata:foo",
            "1:7: there is no built-in base image 'strata:foo'; write 'strata:minimal', or an image's name with its registry"
        ),
        Case("base: https://a/b", "1:7: 'https://a/b' has a scheme; write the image's name without it"),
        Case(
            "base: a:b:c",
            "1:7: the tag 'b:c' of 'a' is none; use letters, digits, '.', '_' and '-', at most 128"
        ),
        Case(
            "base: a@sha256:12",
            "1:7: 'sha256:12' is no digest; write 'sha256:' and 64 hexadecimal digits, or remove it with the '@'"
        ),
        Case(
            "workdir: srv",
            "1:10: 'workdir' is 'srv', which is no absolute path; begin it with '/', as it is a folder in the image"
        ),
    ]

    private static let values = [
        Case("version: 2", "1:10: 'version' is '2', and this Strata reads version 1; write 'version: 1'"),
        Case(
            "registry: https://a",
            "1:11: 'registry' 'https://a' has a scheme; write the host alone, for example 'registry.example.com:5000'"
        ),
        Case(
            "registry: ada:lovelace@a",
            "1:11: 'registry' '…@a' has an '@'; write the host alone, for example 'registry.example.com:5000'; credentials "
                + "come from ~/.docker/config.json"
        ),
        Case(
            "repository: Team/x",
            "1:13: 'repository' 'Team/x' has the capital letter 'T'; use lower-case letters, digits and single '.', '_', "
                + "'-' between them, in parts joined by '/'"
        ),
        Case("data: Data/**", "1:7: 'data' must be a list; write [\"Data/**\"]"),
        Case(
            "data: [/etc/x, a/../b]",
            "1:8: the pattern '/etc/x' in data is an absolute path; name files below the package's folder, without the '/' "
                + "at the start",
            "1:16: the pattern 'a/../b' in data has '..', which can leave the package's folder; name files below the "
                + "package's folder, and copy or link there what is elsewhere"
        ),
        Case(
            "platforms: [linux/x86_64, windows/amd64]",
            "1:13: 'linux/x86_64' in platforms has an architecture by another name; did you mean 'linux/amd64'?",
            "1:27: 'windows/amd64' in platforms is not a platform of Linux, where workers run; write it as in "
                + "'linux/amd64' or 'linux/arm/v7'"
        ),
        Case(
            "env: {A: , B: null, C: [1], 'E=F': 1}",
            "1:10: 'env.A' has no value; write \"\" in quotes if that is the text, or remove it",
            "1:15: 'env.B' has no value; write \"null\" in quotes if that is the text, or remove it",
            "1:24: 'env.C' must be a text; write a single value after the colon",
            "1:29: 'E=F' in env cannot be a name; use no blanks and no '=' in it"
        ),
        Case(
            "worker: {mode: statik, configuration: fast, strip: yes}",
            "1:16: 'worker.mode' cannot be 'statik'; did you mean 'static'?",
            "1:39: 'worker.configuration' cannot be 'fast'; write 'debug' or 'release'",
            "1:52: 'worker.strip' must be true or false; write true or false, without quotes"
        ),
        Case(
            "registries: {b: {concurrency: 0}, d: {insecure: true, certificateAuthority: x}}",
            "1:31: 'registries.b.concurrency' must be a whole number from 1 to 64; write such a number, or remove the key",
            "1:55: 'registries.d' has a certificate authority, and is spoken to over plain HTTP; remove 'insecure' or "
                + "'certificateAuthority'"
        ),
    ]

    private static let syntax = [
        Case(
            "base: [1\n",
            "2:1: this is not valid YAML: did not find expected ',' or ']' while parsing a flow sequence that begins at 1:7; "
                + "close the bracket, or put a comma between the values"
        ),
        Case(
            "env:\n\tA: b\n",
            "2:1: this is not valid YAML: found character that cannot start any token while scanning for the next token; "
                + "indent with spaces, as YAML allows no tabs there"
        ),
        Case(
            "data:\n  - *.csv\n",
            "2:6: this is not valid YAML: did not find expected alphabetic or numeric character while scanning an alias that "
                + "begins at 2:5; write a value that begins with '*' or '&' in quotes, for example \"**/*.csv\""
        ),
        Case(
            "tag: a: b",
            "1:7: this is not valid YAML: mapping values are not allowed in this context; write the value in quotes if the "
                + "colon belongs to it, or mend the indentation"
        ),
        Case("tag: 1\n---\ntag: 2\n", "2:1: a second document begins here; keep one, and remove the line '---'"),
        Case("tag: *x", "1:6: nothing above is marked '&x'; write the value itself"),
        Case("env: &x {A: *x}", "1:13: nothing above is marked '&x'; write the value itself"),
        Case(
            "tag: !!binary abc",
            "1:6: the value has the YAML tag 'tag:yaml.org,2002:binary'; remove the tag and write the value alone"
        ),
        Case("\ntag: \u{1}b", "2:6: there is a control character here (U+0001); remove it"),
        Case(String(repeating: "[", count: 40), "1:33: values are nested more than 32 deep; remove what is too deep"),
        Case(
            String(repeating: "[", count: 5000),
            "1:1: values are nested too deeply here; remove what is too deep"
        ),
    ]

    @Test("are told with their places and what to do", arguments: keys + bases + values + syntax)
    func problems(_ example: Case) {
        #expect(complaints(example.text) == example.expected.map { "strata.yaml:\($0)" })
    }

    @Test("are told all together, in the order of lines")
    func together() {
        let text = """
            tag: -x
            bases:
              default: debian:11
              a: {image: B, entrypoint: chian}
            base: debian:12
            wroker: {}
            """
        #expect(
            complaints(text).map { $0.split(separator: ":").dropFirst().prefix(2).joined(separator: ":") } == [
                "1:6", "3:3", "4:14", "4:29", "6:1",
            ]
        )
    }

    @Test("are told up to a hundred, and then that there are more")
    func many() {
        let found = complaints((0..<300).map { "zzzz\($0): 1" }.joined(separator: "\n"))
        #expect(found.count == 101)
        #expect(found.last == "strata.yaml:100:1: there are 200 further problems; mend these first")
    }

    @Test(
        "with text are told before any other",
        arguments: [
            (
                [0x61, 0x3A, 0x0A, 0x20, 0xC3, 0x28],
                "strata.yaml:2:2: there are bytes here that are not UTF-8; save the file as UTF-8"
            ),
            ([0xFF, 0xFE, 0x61, 0x00], "strata.yaml: the file is in UTF-16; save it as UTF-8"),
        ] as [([UInt8], String)]
    )
    func encodings(_ bytes: [UInt8], _ expected: String) {
        #expect {
            try ImagesConfiguration.parse(bytes, file: "strata.yaml", environment: [:])
        } throws: {
            "\($0)" == expected
        }
    }

    @Test("of aliases that repeat aliases are found without following them")
    func bombs() {
        var text = "a: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
        for level in 1..<9 {
            let parts = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
            text += "b\(level): &a\(level) [\(parts)]\n"
        }
        #expect(complaints(text).first?.contains("the file has more than 20000 values") == true)
        // As keys, which other readers compare with each other.
        #expect(!complaints(text + "? *a3\n: 1\n? *a3\n: 2\n").isEmpty)
    }
}
