/// The search of a loader for the libraries of one executable, breadth first.
struct LibrarySearch {
    /// A file that asks for libraries.
    private struct Object {
        let file: ELFFile
        /// The path under which it was found, by which `$ORIGIN` goes.
        let path: String
        let realPath: String
        /// The index of the object that asked for it first.
        let parent: Int?
    }

    private let machine: ELFMachine
    private let paths: LoaderPaths
    private(set) var libraries: [SharedLibrary] = []
    private(set) var loader: SharedLibrary?
    private var loaderNames: Set<String> = []
    private var objects: [Object] = []
    /// The library that each name asked for so far led to.
    private var libraryByName: [String: Int] = [:]
    private var libraryByPath: [String: Int] = [:]

    init(machine: ELFMachine, paths: LoaderPaths) {
        self.machine = machine
        self.paths = paths
    }

    /// Says which file is the loader, which libraries may ask for like for any other.
    mutating func setLoader(_ interpreter: String, at path: String, name: String?) {
        let file = interpreter.split(separator: "/").last.map(String.init) ?? interpreter
        loader = SharedLibrary(name: file, path: path, neededBy: [])
        loaderNames = [file, name ?? file]
        // musl's loader is its C library, too, under several names.
        if file.hasPrefix("ld-musl-") { loaderNames.formUnion(["libc.so", "libc." + file.dropFirst(3)]) }
    }

    /// Finds everything that `executable` needs.
    mutating func run(from executable: ELFFile, at path: String) throws {
        loader?.neededBy = [path]
        objects = [Object(file: executable, path: path, realPath: path, parent: nil)]
        var index = 0
        while index < objects.count {
            for name in objects[index].file.neededLibraries { try need(name, by: index) }
            index += 1
        }
    }

    private mutating func need(_ name: String, by index: Int) throws {
        let user = objects[index].realPath
        if loaderNames.contains(name) {
            if loader?.neededBy.contains(user) == false { loader?.neededBy.append(user) }
            return
        }
        if let known = libraryByName[name] { return note(user, needs: known) }
        let (found, file) = try find(name, index)
        let real = try RealPath.of(found)
        if let known = libraryByPath[real] {
            libraryByName[name] = known
            return note(user, needs: known)
        }
        let number = libraries.count
        libraries.append(SharedLibrary(name: name, path: real, neededBy: [user]))
        libraryByPath[real] = number
        libraryByName[name] = number
        // As the loader does: who asks for its own name gets it wherever it would be found.
        if let own = file.name, libraryByName[own] == nil { libraryByName[own] = number }
        objects.append(Object(file: file, path: found, realPath: real, parent: index))
    }

    private mutating func note(_ user: String, needs library: Int) {
        if !libraries[library].neededBy.contains(user) { libraries[library].neededBy.append(user) }
    }

    private func find(_ name: String, _ index: Int) throws -> (path: String, file: ELFFile) {
        if name.contains("/") {
            let path = expand(name, objects[index])
            if let file = try open(path) { return (path, file) }
            throw missing(name, index, [path])
        }
        var tried: [String] = []
        for folder in folders(for: index) where !tried.contains(folder) {
            let path = folder + "/" + name
            if let file = try open(path) { return (path, file) }
            tried.append(folder)
        }
        throw missing(name, index, tried)
    }

    /// The folders to look in for what an object needs, in the loader's order.
    private func folders(for index: Int) -> [String] {
        var folders: [String] = []
        let object = objects[index]
        if object.file.runPath.isEmpty {
            var ancestor: Int? = index
            while let current = ancestor {
                let object = objects[current]
                if object.file.runPath.isEmpty { folders += object.file.rPath.map { expand($0, object) } }
                ancestor = object.parent
            }
        }
        folders += paths.libraryPath.map { expand($0, object) }
        folders += object.file.runPath.map { expand($0, object) }
        return folders + paths.systemFolders
    }

    private func expand(_ text: String, _ object: Object) -> String {
        guard text.contains("$") else { return text }
        let folder = RealPath.folder(of: object.path)
        return Self.replace("$ORIGIN", in: Self.replace("${ORIGIN}", in: text, by: folder), by: folder)
    }

    private static func replace(_ name: String, in text: String, by value: String) -> String {
        var result = ""
        var rest = text[...]
        while !rest.isEmpty {
            if rest.hasPrefix(name) {
                result += value
                rest = rest.dropFirst(name.count)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result
    }

    /// The library at `path`; `nil` where there is none for this machine, which the loader passes over.
    private func open(_ path: String) throws -> ELFFile? {
        // A folder that may not be entered is passed over, too.
        guard let status = try? FileStatus(of: path), status.isRegularFile else { return nil }
        let file = try ELFFile(path: path)
        return file.machine == machine && file.type == .shared ? file : nil
    }

    private func missing(_ name: String, _ index: Int, _ tried: [String]) -> LayerError {
        LayerError(
            .notFound,
            "The shared library \(name), which \(objects[index].realPath) needs, is not there. "
                + "Looked in: \(tried.joined(separator: ", ")).",
            remedy: "Install the package that has it, or name its folder in LD_LIBRARY_PATH."
        )
    }
}
