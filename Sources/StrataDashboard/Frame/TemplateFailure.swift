/// A template cannot be read.
struct TemplateFailure: Error, CustomStringConvertible {
    /// The template's name.
    let template: String
    /// What is wrong with it.
    let reason: String

    var description: String {
        "The template '\(template)' cannot be read: \(reason)"
    }

    /// A page that says what is wrong, made without any template.
    static func html(_ error: any Error) -> String {
        "<!doctype html><title>Template</title><pre>\(HTMLText.escape("\(error)"))</pre>"
    }
}
