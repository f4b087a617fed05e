// Called by the plugin BaseImageTags: `StrataTagsTool <strata.yaml> <output>`. The first need not exist.
import FoundationEssentials
import StrataConfiguration

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count == 2, let configuration = arguments.first, let output = arguments.last else {
    TagsFile.complain("StrataTagsTool: error: expected the path of strata.yaml and that of the file to write")
    exit(2)
}
exit(TagsFile(configuration: configuration, output: output).write() ? 0 : 1)
