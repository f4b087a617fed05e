// What a pipeline's source needs besides this module: the plain values, and the call that `@Func` expands to.
@_exported public import ArgumentParser
@_exported public import StrataModel
@_exported public import StrataSections
