// One import gives all that building and moving images takes.
@_exported public import StrataConfiguration
@_exported public import StrataLayers
@_exported public import StrataModel
@_exported public import StrataOCI
@_exported public import StrataRegistry
