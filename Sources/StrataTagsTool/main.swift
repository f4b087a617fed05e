// Called by the plugin BaseImageTags: `StrataTagsTool [--unwatched] <output> <strata.yaml> …`. The first file that is there
// counts; `--unwatched` says that there was none when the build was planned.
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

var arguments = Array(CommandLine.arguments.dropFirst())
let isUnwatched = arguments.first == "--unwatched"
if isUnwatched { arguments.removeFirst() }
guard arguments.count >= 2, let output = arguments.first else {
    TagsFile.complain("StrataTagsTool: error: expected the file to write, and where strata.yaml can be")
    exit(2)
}
let file = TagsFile(output: output, configurations: Array(arguments.dropFirst()), isUnwatched: isUnwatched)
exit(file.write() ? 0 : 1)
