package import StrataAPI
package import StrataModel

/// What the page of a run is made of.
package struct RunPageData: Sendable {
    /// The run.
    package var detail: RunDetail
    /// The pipeline run it belongs to.
    package var pipelineRun: PipelineRunRecord
    /// The notes of the pipeline run; those about other runs are left out of the page.
    package var notes: [Note]
    /// Where a run below is the reason: the runs from that one down to the one that failed by itself.
    package var failedBelow: [FailedRun]
    /// The latest run of the same function that ended well, another than this one.
    package var lastGood: RunDetail?
    /// The points that the run reported.
    package var metrics: [MetricPoint]
    /// The image that it ran in; `nil` where it ran in the driver's process.
    package var image: RunImage?
    /// The moment from which the page looks back.
    package var now: Timestamp

    /// A run below this one, and why it failed.
    package struct FailedRun: Sendable, Hashable {
        /// The run.
        package var link: RunLink
        /// Why.
        package var failure: RunFailure?

        /// Describes a run that failed.
        package init(link: RunLink, failure: RunFailure?) {
            self.link = link
            self.failure = failure
        }
    }

    /// Collects what the page is made of.
    package init(
        detail: RunDetail,
        pipelineRun: PipelineRunRecord,
        notes: [Note] = [],
        failedBelow: [FailedRun] = [],
        lastGood: RunDetail? = nil,
        metrics: [MetricPoint] = [],
        image: RunImage? = nil,
        now: Timestamp
    ) {
        self.detail = detail
        self.pipelineRun = pipelineRun
        self.notes = notes
        self.failedBelow = failedBelow
        self.lastGood = lastGood
        self.metrics = metrics
        self.image = image
        self.now = now
    }
}

/// The image that a run executed in.
package struct RunImage: Sendable, Hashable {
    /// The tag of the base image that its function asks for.
    package var tag: String
    /// The image's name with its digest.
    package var reference: String
    /// The base image's name.
    package var baseName: String
    /// The base image's digest.
    package var baseDigest: Digest
    /// The layers on top of the base's, the lowest first.
    package var layers: [Layer]

    /// One layer.
    package struct Layer: Sendable, Hashable {
        /// What it has: `runtime`, `dependencies`, `resources` or `application`.
        package var name: String
        /// Its digest.
        package var digest: Digest
        /// Its compressed size in bytes.
        package var size: Int64

        /// Describes a layer.
        package init(name: String, digest: Digest, size: Int64) {
            self.name = name
            self.digest = digest
            self.size = size
        }
    }

    /// Describes an image.
    package init(tag: String, reference: String, baseName: String, baseDigest: Digest, layers: [Layer]) {
        self.tag = tag
        self.reference = reference
        self.baseName = baseName
        self.baseDigest = baseDigest
        self.layers = layers
    }
}
