struct ArtifactCodec: Sendable {
    init<Value: Artifact>(_ type: Value.Type, spelled spelling: String) {}
}
