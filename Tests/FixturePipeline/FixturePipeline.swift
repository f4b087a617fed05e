@main struct FixturePipeline { static func main() {} }
