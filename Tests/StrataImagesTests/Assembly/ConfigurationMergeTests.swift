import StrataImages
import Testing

@Suite("Merging images' settings")
struct ConfigurationMergeTests {
    private static func object(_ text: String) throws -> JSONObject {
        try #require(RawJSON(parsing: text.utf8).object)
    }

    @Test(
        "carries what the image changed over to another base, and nothing else",
        arguments: [
            // What only the base changed is the new base's.
            (#"{"User":"a"}"#, #"{"User":"b"}"#, #"{"User":"a"}"#, #"{"User":"b"}"#),
            // What only the image changed is the image's.
            (#"{"User":"a"}"#, #"{"User":"a"}"#, #"{"User":"c"}"#, #"{"User":"c"}"#),
            // What both changed is the image's.
            (#"{"Cmd":["a"]}"#, #"{"Cmd":["b"]}"#, #"{"Cmd":["c"]}"#, #"{"Cmd":["c"]}"#),
            // What the image removed stays away; what the new base lacks comes only from the image's own doing.
            (#"{"Cmd":["a"]}"#, #"{"Cmd":["a"]}"#, "{}", "{}"),
            (#"{"Cmd":["a"]}"#, "{}", #"{"Cmd":["a"]}"#, "{}"),
            // Variables are merged by name: an old version of the base's does not stay.
            (
                #"{"Env":["CUDA=11","PATH=/a"]}"#, #"{"Env":["CUDA=12","PATH=/b","NEW=1"]}"#,
                #"{"Env":["CUDA=11","PATH=/a","OURS=1"]}"#, #"{"Env":["CUDA=12","PATH=/b","NEW=1","OURS=1"]}"#
            ),
            // Variables that the image changed or removed.
            (#"{"Env":["A=1","B=1"]}"#, #"{"Env":["A=2","B=2"]}"#, #"{"Env":["A=9"]}"#, #"{"Env":["A=9"]}"#),
            // Labels and other objects are merged by key.
            (
                #"{"Labels":{"v":"1"}}"#, #"{"Labels":{"v":"2","gpu":"yes"}}"#, #"{"Labels":{"v":"1","ours":"x"}}"#,
                #"{"Labels":{"v":"2","gpu":"yes","ours":"x"}}"#
            ),
            // With no ancestor the image is laid over the base; what nobody knows stays, byte for byte.
            (
                "{}", #"{"Healthcheck":{ "Test" : ["x"]},"X-Unknown":1.50,"Env":["A=1"]}"#,
                #"{"Env":["B=2"],"User":"1"}"#,
                #"{"Healthcheck":{ "Test" : ["x"]},"X-Unknown":1.50,"Env":["A=1","B=2"],"User":"1"}"#
            ),
        ]
    )
    func merges(ancestor: String, base: String, image: String, expected: String) throws {
        let merged = ConfigurationMerge.merge(
            ancestor: try Self.object(ancestor),
            base: try Self.object(base),
            image: try Self.object(image)
        )
        #expect(merged.json.description == expected)
    }
}
