import StrataConfiguration
import Testing

@Suite("Base images")
struct BasesTests {
    @Test("with other tags alone, the built-in base image serves functions without one")
    func othersAlone() throws {
        let bases = try read("bases: {cuda: nvidia/cuda}").bases
        #expect(bases.map(\.tag) == ["default", "cuda"])
        #expect(bases.map(\.image.name) == ["strata:minimal", "nvidia/cuda"])
        #expect(bases[0].position == nil)
    }

    @Test("'default' can stand among the bases, and comes first")
    func defaultAmongBases() throws {
        let bases = try read("bases:\n  cuda: nvidia/cuda\n  default: debian:12\n").bases
        #expect(bases.map(\.tag) == ["default", "cuda"])
        #expect(bases[0].image.name == "debian:12")
        #expect(bases[0].position == TextPosition(line: 3, column: 3))
        #expect(try read("bases: {default: debian:12}").bases.map(\.tag) == ["default"])
    }

    @Test("'base' beside bases without 'default' serves functions without a tag")
    func baseBesideBases() throws {
        let bases = try read("bases: {cuda: nvidia/cuda}\nbase: debian:12\n").bases
        #expect(bases.map(\.tag) == ["default", "cuda"])
        #expect(bases[0].image.name == "debian:12")
        #expect(try read("base: {image: debian:12, user: app}").bases[0].user?.value == "app")
    }

    @Test("'base' and 'bases.default' may name one image, and different ones are an error that names both")
    func both() throws {
        let same = try read("base: debian:12\nbases:\n  default: {image: debian:12, user: app}\n").bases
        #expect(same.map(\.tag) == ["default"])
        #expect(same[0].user?.value == "app")
        let other = try read("base: {image: debian:12, user: app}\nbases:\n  default: debian:12\n").bases
        #expect(other[0].user?.value == "app")
        let twice = "{image: debian:12, env: {A: 1}}"
        #expect(try read("base: \(twice)\nbases: {default: \(twice)}\n").bases[0].env.count == 1)
        #expect(
            complaints("base: debian:12\nbases:\n  default: debian:11\n") == [
                "strata.yaml:3:3: 'base' on line 1 and 'bases.default' on line 3 name different images: 'debian:12' and "
                    + "'debian:11'; keep one of them, as one image serves functions without a tag"
            ]
        )
        #expect(
            complaints("base: {image: debian:12, user: a}\nbases:\n  default: {image: debian:12, user: b}\n") == [
                "strata.yaml:3:3: 'base' on line 1 and 'bases.default' on line 3 have different settings for the same "
                    + "image; keep one of them, as one image serves functions without a tag"
            ]
        )
    }

    @Test("with neither, the built-in base image serves all functions")
    func neither() throws {
        let bases = try read("env: {A: 1}\nuser: app\n").bases
        #expect(bases.map(\.image) == [.minimal])
        #expect(bases[0].env.map(\.text.value) == ["1"])
        #expect(bases[0].user?.value == "app")
        #expect(try read("bases: {}").bases == [.builtIn])
    }

    @Test(
        "images are named as registries know them",
        arguments: [
            "debian", "debian:12", "team/base:1.0", "localhost/base", "localhost:5000/base", "localhost:5000/a/b:c",
            "[::1]:5000/base:1", "registry.example.com/a__b/c-d.e:V_1.0-x",
            "a@sha256:\(String(repeating: "0", count: 64))",
            "a:b@sha256:\(String(repeating: "f", count: 64))", "strata:minimal", "strata/strata:1",
            "docker.io/strata:1",
        ]
    )
    func images(_ name: String) throws {
        #expect(try read("base: \"\(name)\"").bases[0].image.name == name)
    }
}
