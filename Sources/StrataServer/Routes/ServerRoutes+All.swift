extension ServerRoutes {
    /// Adds everything that the server answers.
    func addAll(_ services: ServerServices) {
        HealthRoutes.add(to: self, services)
        VersionRoutes.add(to: self, services)
        OpenAPIRoutes.add(to: self, services)
        PipelineRunRoutes.add(to: self, services)
        ChangeRoutes.add(to: self, services)
        RemarkRoutes.add(to: self, services)
        RunRoutes.add(to: self, services)
        LogRoutes.add(to: self, services)
        MetricRoutes.add(to: self, services)
        ArtifactRoutes.add(to: self, services)
        BlobRoutes.add(to: self, services)
        KeyRoutes.add(to: self, services)
        SignInPages.add(to: self, services)
        FunctionRoutes.add(to: self, services)
        EventRoutes.add(to: self, services)
        CompareRoutes.add(to: self, services)
        AssetRoutes.add(to: self, services)
        PipelinesPages.add(to: self, services)
        RunsPages.add(to: self, services)
        FunctionPages.add(to: self, services)
        ComparePages.add(to: self, services)
        RunPageRoutes.add(to: self, services)
        MetricsTextRoutes.add(to: self, services)
    }
}
