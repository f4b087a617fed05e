import StrataConfiguration
import Testing

/// Reads a text with a few variables set.
func read(_ text: String) throws -> ImagesConfiguration {
    try ImagesConfiguration.parse(
        text,
        environment: ["TAG": "v1.2", "HOST": "localhost:5000", "EMPTY": "", "SLASH": "feature/x", "SECRET": "s3cr3t!"]
    )
}

/// What reading a text complains of, a line each.
func complaints(_ text: String) -> [String] {
    do {
        _ = try read(text)
        return []
    } catch let error as ConfigurationErrors {
        return error.errors.map(\.description)
    } catch {
        return ["\(error)"]
    }
}
