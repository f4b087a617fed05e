import StrataModel
import StrataOCI

/// The labels that say what an image was made from, besides those that the assembler sets.
struct Labels {
    let request: PackagingRequest
    let functions: [FunctionRecord]

    /// The labels of one base's image; the user's own win.
    func labels(for plan: BasePlan) -> [String: String] {
        var labels = [ImageAnnotation.functions: list(for: plan.tag)]
        if let revision = request.revision {
            labels[ImageAnnotation.revision] = revision.revision
            labels[ImageAnnotation.isDirty] = revision.isDirty ? "true" : "false"
        }
        return labels.merging(plan.labels) { $1 }
    }

    /// The functions that execute on this base, with the settings that matter to who starts them.
    ///
    /// Those with no tag execute on the default image: standalone ones and, inside of the driver, inline ones.
    private func list(for tag: BaseImageTag) -> String {
        let here = functions.filter { ($0.settings.baseImageTag ?? "default") == tag }
        return RawJSON(here.sorted { $0.name < $1.name }.map(Self.json)).description
    }

    private static func json(_ function: FunctionRecord) -> RawJSON {
        var object = JSONObject()
        object["name"] = RawJSON(function.name)
        object["kind"] = RawJSON(function.kind.rawValue)
        object["standalone"] = RawJSON(function.settings.isStandalone)
        object["cache"] = RawJSON(function.settings.cache)
        if let retry = function.settings.retry { object["attempts"] = RawJSON(Int64(retry.attempts)) }
        if let timeout = function.settings.timeout { object["timeoutSeconds"] = RawJSON(timeout.components.seconds) }
        if let resources = function.settings.resources {
            var needs = JSONObject()
            if let cpu = resources.cpu { needs["cpu"] = RawJSON(cpu) }
            if let memory = resources.memory { needs["memory"] = RawJSON(memory) }
            if resources.gpus > 0 { needs["gpus"] = RawJSON(Int64(resources.gpus)) }
            object["resources"] = needs.json
        }
        return object.json
    }
}
