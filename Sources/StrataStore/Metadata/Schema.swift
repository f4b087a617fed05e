import GRDB

/// The tables of the metadata store, as migrations.
///
/// What has been released is never edited: a change of the schema is a further migration and a higher ``version``.
enum Schema {
    /// What `PRAGMA application_id` says of our files: "Stra".
    static let applicationID: Int64 = 0x5374_7261

    /// The number of migrations, kept as `PRAGMA user_version`.
    static let version: Int64 = 2

    /// All migrations in order.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator().disablingDeferredForeignKeyChecks()
        migrator.registerMigration("1 pipeline runs, runs, logs, metrics") { database in
            try database.execute(sql: pipelineRuns)
            try database.execute(sql: runs)
            try database.execute(sql: reports)
            try database.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = 1")
        }
        migrator.registerMigration("2 a server's requests, remarks, keys, and what its lists need") { database in
            try database.execute(sql: serverColumns)
            try database.execute(sql: serverCounts)
            try database.execute(sql: serverTables)
            try database.execute(sql: "PRAGMA user_version = 2")
        }
        return migrator
    }

    private static let pipelineRuns = """
        CREATE TABLE pipeline_runs (
            id INTEGER PRIMARY KEY,
            uuid BLOB NOT NULL UNIQUE,
            name TEXT NOT NULL,
            function TEXT NOT NULL,
            state INTEGER NOT NULL,
            runner TEXT NOT NULL,
            user TEXT NOT NULL,
            host TEXT NOT NULL,
            process_id INTEGER NOT NULL,
            process_start INTEGER NOT NULL,
            arguments TEXT NOT NULL,
            strata_version TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            ended_at INTEGER,
            failure TEXT
        );
        CREATE INDEX pipeline_runs_by_time ON pipeline_runs (created_at);

        CREATE TABLE pipeline_run_tags (
            pipeline_run INTEGER NOT NULL REFERENCES pipeline_runs (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            tag TEXT NOT NULL,
            PRIMARY KEY (pipeline_run, position)
        ) WITHOUT ROWID;
        CREATE INDEX pipeline_run_tags_by_tag ON pipeline_run_tags (tag, pipeline_run);

        -- A function as it once stood in the source; shared by all pipeline runs that ran it so.
        CREATE TABLE function_versions (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE,
            name TEXT NOT NULL,
            label TEXT NOT NULL,
            kind TEXT NOT NULL,
            parameters TEXT NOT NULL,
            result_type TEXT NOT NULL,
            settings TEXT NOT NULL,
            source TEXT NOT NULL,
            documentation TEXT NOT NULL,
            file TEXT NOT NULL
        );

        -- `line` stands here, so that a function that only moved is no new version.
        CREATE TABLE functions (
            pipeline_run INTEGER NOT NULL REFERENCES pipeline_runs (id) ON DELETE CASCADE,
            key INTEGER NOT NULL,
            version INTEGER NOT NULL REFERENCES function_versions (id),
            line INTEGER NOT NULL,
            PRIMARY KEY (pipeline_run, key)
        ) WITHOUT ROWID;

        CREATE TABLE strings (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL UNIQUE
        );
        """

    /// Keys of runs are made by ``RowKey``.
    ///
    /// No foreign keys here: each would cost a search for every row, and ``CommitWriter`` checks what they would. Times
    /// after the first are differences in microseconds, which take a quarter of the space. There is no index on
    /// digests: their order is random, and each insert would touch another page.
    private static let runs = """
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY,
            parent INTEGER,
            is_awaited INTEGER NOT NULL,
            function INTEGER NOT NULL,
            state INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            scheduled_after INTEGER,
            started_after INTEGER,
            ended_after INTEGER,
            failure TEXT
        );

        CREATE TABLE run_outputs (
            run INTEGER PRIMARY KEY,
            digest BLOB NOT NULL,
            size INTEGER NOT NULL,
            type INTEGER NOT NULL,
            media_type INTEGER NOT NULL,
            blobs BLOB,
            view TEXT,
            value BLOB
        );

        -- The reference is NULL where it is the one of the run in `source`.
        CREATE TABLE run_inputs (
            run INTEGER NOT NULL,
            position INTEGER NOT NULL,
            name INTEGER NOT NULL,
            source INTEGER,
            digest BLOB,
            size INTEGER,
            type INTEGER,
            media_type INTEGER,
            blobs BLOB,
            view TEXT,
            value BLOB,
            PRIMARY KEY (run, position)
        ) WITHOUT ROWID;

        CREATE TABLE run_dependencies (
            run INTEGER NOT NULL,
            ordinal INTEGER NOT NULL,
            source INTEGER NOT NULL,
            input INTEGER,
            path TEXT,
            PRIMARY KEY (run, ordinal)
        ) WITHOUT ROWID;
        CREATE INDEX run_dependencies_by_source ON run_dependencies (source);

        -- Attempts that failed and were followed by another.
        CREATE TABLE run_attempts (
            run INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            started_at INTEGER,
            ended_at INTEGER NOT NULL,
            failure TEXT,
            PRIMARY KEY (run, attempt)
        ) WITHOUT ROWID;

        CREATE TRIGGER runs_end BEFORE UPDATE OF state ON runs WHEN OLD.state >= 10 BEGIN
            SELECT RAISE(ABORT, 'the run has ended');
        END;
        """

    private static let reports = """
        CREATE TABLE log_lines (
            run INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            number INTEGER NOT NULL,
            time INTEGER NOT NULL,
            level INTEGER NOT NULL,
            message TEXT NOT NULL,
            PRIMARY KEY (run, attempt, number)
        ) WITHOUT ROWID;

        -- `value` is NULL for NaN. `ordinal` tells apart points of one name and step.
        CREATE TABLE metric_points (
            run INTEGER NOT NULL,
            name INTEGER NOT NULL,
            step INTEGER NOT NULL,
            ordinal INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            value REAL,
            time INTEGER NOT NULL,
            PRIMARY KEY (run, name, step, ordinal)
        ) WITHOUT ROWID;
        """
}
