import Strata

/// Trains on a GPU.
@Func(baseImageTag: "cuda", resources: ResourceRequirements(cpu: "4", memory: "16Gi", gpus: 1))
func fitOnGPU(_ values: [Double]) async throws -> Model { Model(weights: values, loss: 0) }
