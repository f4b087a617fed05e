import StrataModel
import Testing

@testable import Strata

@Suite("Settings of functions")
struct SettingsCheckTests {
    private static func record(
        named name: String = "M.f()",
        kind: FunctionRecord.Kind = .computing,
        _ settings: FunctionSettings
    ) -> FunctionRecord {
        FunctionRecord(
            name: name,
            label: "f",
            kind: kind,
            resultType: "Int",
            settings: settings,
            file: "M/F.swift",
            line: 7
        )
    }

    @Test(
        "that cannot be are errors which say where, what and what to do",
        arguments: [
            (
                FunctionSettings(standalone: false, baseImageTag: "cuda"),
                "standalone: false' beside the base image tag 'cuda'"
            ),
            (FunctionSettings(baseImageTag: ""), "empty base image tag"),
            (FunctionSettings(retry: Retry(attempts: 0)), "0 attempts; there must be at least 1"),
            (FunctionSettings(timeout: .zero), "must be longer than zero"),
            (FunctionSettings(timeout: .seconds(-1)), "must be longer than zero"),
            (FunctionSettings(resources: ResourceRequirements(cpu: "two")), "'two' processors"),
            (FunctionSettings(resources: ResourceRequirements(cpu: "2Gi")), "'2Gi' processors"),
            (FunctionSettings(resources: ResourceRequirements(memory: "4 GB")), "'4 GB' of memory"),
            (FunctionSettings(resources: ResourceRequirements(memory: "-1Gi")), "'-1Gi' of memory"),
            (FunctionSettings(resources: ResourceRequirements(gpus: -1)), "-1 GPUs"),
        ]
    )
    func impossible(settings: FunctionSettings, message: String) throws {
        let check = SettingsCheck([Self.record(settings)])
        try #require(check.errors.count == 1)
        #expect(check.errors[0].hasPrefix("M/F.swift:7: 'M.f()' "))
        #expect(check.errors[0].contains(message))
    }

    @Test(
        "that can be are no errors",
        arguments: [
            FunctionSettings(),
            FunctionSettings(standalone: true, baseImageTag: "cuda"),
            FunctionSettings(standalone: false),
            FunctionSettings(retry: Retry(attempts: 1), timeout: .milliseconds(1)),
            FunctionSettings(resources: ResourceRequirements(cpu: "500m", memory: "4Gi", gpus: 1)),
            FunctionSettings(resources: ResourceRequirements(cpu: "0.5", memory: "1000000")),
        ]
    )
    func possible(settings: FunctionSettings) {
        #expect(SettingsCheck([Self.record(settings)]).errors.isEmpty)
    }

    @Test("are all reported at once")
    func allAtOnce() {
        let check = SettingsCheck([
            Self.record(named: "M.a()", FunctionSettings(retry: Retry(attempts: 0), timeout: .zero)),
            Self.record(named: "M.b()", kind: .graph, FunctionSettings(baseImageTag: "cuda")),
        ])
        #expect(check.errors.count == 3)
        #expect(check.errors[2].contains("describes a graph"))
    }

    @Test("two functions of one name are an error that names both places")
    func duplicateNames() throws {
        let check = SettingsCheck([Self.record(FunctionSettings()), Self.record(FunctionSettings())])
        try #require(check.errors.count == 1)
        #expect(check.errors[0].contains("M/F.swift:7 and M/F.swift:7"))
    }

    @Test("that change nothing yet are named in one warning")
    func warning() throws {
        let quiet = SettingsCheck([Self.record(FunctionSettings(tags: ["a"]))])
        #expect(quiet.warning == nil)
        let settings = FunctionSettings(
            baseImageTag: "cuda",
            cache: true,
            retry: Retry(attempts: 2),
            timeout: .seconds(1),
            resources: ResourceRequirements(gpus: 1)
        )
        let warning = try #require(SettingsCheck([Self.record(settings)]).warning)
        for name in ["baseImageTag (f)", "cache (f)", "retry (f)", "timeout (f)", "resources (f)"] {
            #expect(warning.contains(name))
        }
    }
}
