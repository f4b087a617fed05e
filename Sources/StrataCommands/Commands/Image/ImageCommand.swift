import ArgumentParser

/// The command `strata image`.
struct ImageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image",
        abstract: "Package a pipeline's program on its base images.",
        discussion: """
            'strata.yaml' beside Package.swift says which bases there are and where images go; 'strata.lock' pins each base \
            to a digest. The program's layers are made once and laid on every base; a base itself never passes through this \
            machine when it is in the registry that images are pushed to.

            EXAMPLES
              strata image plan                     what a push would send, per base
              strata image push                     build, package on every base, push
              strata image push --json > images.json
              strata image build --load             into podman or docker, without a registry
              strata image update cuda              move a base to what its tag leads to now
            """,
        subcommands: [
            ImagePushCommand.self, ImageBuildCommand.self, ImagePlanCommand.self, ImageCheckCommand.self,
            ImageInspectCommand.self, ImageUpdateCommand.self, ImageCopyCommand.self, ImageCacheCommand.self,
        ]
    )
}
