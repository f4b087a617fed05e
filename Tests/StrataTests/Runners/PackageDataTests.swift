import Testing

@testable import Strata

@Suite("Data files of a package")
struct PackageDataTests {
    @Test("lie below the current folder here, and in the folder that an image names")
    func paths() {
        let path = "Data/a.csv"
        #expect(PackageData.path(path, environment: [:]) == path)
        #expect(PackageData.path(path, environment: ["STRATA_DATA_FOLDER": ""]) == path)
        let image = ["STRATA_DATA_FOLDER": "/strata/data"]
        #expect(PackageData.path(path, environment: image) == "/strata/data/Data/a.csv")
    }
}
