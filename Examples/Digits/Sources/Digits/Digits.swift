import Strata

@main
struct Digits {
    static func main() async throws {
        let c = ContinuousClock()
        let config = PipelineConfig(dataPath: CommandLine.arguments.dropFirst().first ?? DataFile.bundled)
        var t = c.now
        print(try await SilentRunner().run(pipeline(config: config)))
        print("silent", c.now - t)
        t = c.now
        let result = try await LocalRunner().result(of: pipeline(config: config))
        print("local", c.now - t)
        print(result.id, result.state)
        print(try result.get())
        print(try result.get().ranking)
    }
}
