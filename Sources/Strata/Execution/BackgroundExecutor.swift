import Dispatch

/// A thread apart from those that tasks share, for what must go on while user code keeps all of these busy: recording
/// and the view of the progress.
final class BackgroundExecutor: TaskExecutor {
    // A serial queue is given a thread of its own, however many are busy.
    private let queue: DispatchQueue

    /// Makes an executor whose thread has a name for debuggers.
    init(_ label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}
