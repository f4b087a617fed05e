/// What a standalone run needs of the machine it executes on.
///
/// Quantities are written as in Kubernetes: `"500m"` or `"2"` processors, `"4Gi"` or `"512Mi"` of memory
/// (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/).
public struct ResourceRequirements: Sendable, Hashable, Codable {
    /// Processors, or `nil` for the runner's default.
    public var cpu: String?
    /// Memory, or `nil` for the runner's default.
    public var memory: String?
    /// Whole GPUs; 0 for none.
    public var gpus: Int

    /// Describes what is needed.
    public init(cpu: String? = nil, memory: String? = nil, gpus: Int = 0) {
        self.cpu = cpu
        self.memory = memory
        self.gpus = gpus
    }
}
