import Hummingbird
package import StrataAPI
package import StrataModel

extension ServerContext {
    /// A part of the path, decoded.
    ///
    /// - Throws: `Problem` where it is no percent-encoded UTF-8.
    package func pathText(_ name: String) throws(Problem) -> String {
        guard let raw = parameters[Substring(name)], let text = PercentText.decode(raw), !text.isEmpty else {
            throw .invalid("The address's '\(name)' is not percent-encoded UTF-8.")
        }
        return text
    }

    /// The pipeline run that the path names.
    ///
    /// - Throws: `Problem` where that is no identifier.
    package func pipelineRunID(_ name: String = "id") throws(Problem) -> PipelineRunID {
        let text = try pathText(name)
        guard let id = PipelineRunID(text) else {
            throw .invalid("'\(text.prefix(80))' is no pipeline run's identifier: those have 32 hexadecimal digits.")
        }
        return id
    }

    /// The run that the path names.
    ///
    /// - Throws: `Problem` where that is no identifier.
    package func runID(_ name: String = "run") throws(Problem) -> RunID {
        let text = try pathText(name)
        guard let id = RunID(text) else {
            throw .invalid(
                "'\(text.prefix(80))' is no run's identifier: those are 32 hexadecimal digits, a dot and a number."
            )
        }
        return id
    }
}
