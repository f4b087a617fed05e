extension Schema {
    /// What lists show of pipeline runs, and what lets them be found without a scan.
    ///
    /// Pipeline runs are few beside runs, so indices on them cost drivers nothing that could be measured. Each ends in
    /// the row's number by itself, which makes pages stable.
    static let serverColumns = """
        ALTER TABLE pipeline_runs ADD COLUMN label TEXT NOT NULL DEFAULT '';
        ALTER TABLE pipeline_runs ADD COLUMN is_remote INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE pipeline_runs ADD COLUMN cancel_requested_at INTEGER;
        ALTER TABLE pipeline_runs ADD COLUMN next_batch INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE pipeline_runs ADD COLUMN last_batch BLOB;

        CREATE INDEX pipeline_runs_by_function ON pipeline_runs (function, created_at);
        CREATE INDEX pipeline_runs_by_outcome ON pipeline_runs (function, state);
        CREATE INDEX pipeline_runs_by_state ON pipeline_runs (state, created_at);
        CREATE INDEX pipeline_runs_by_user ON pipeline_runs (user, created_at);
        CREATE INDEX function_versions_by_name ON function_versions (name);
        CREATE INDEX functions_by_version ON functions (version);
        """

    /// How many runs are in each state, the root function's label, and who made which run.
    ///
    /// Triggers rather than code in ``CommitWriter``: a driver that had the file open while it was migrated knows
    /// nothing of these tables, and what it goes on to write has to be counted as well.
    static let serverCounts = """
        CREATE TABLE run_counts (
            pipeline_run INTEGER NOT NULL,
            state INTEGER NOT NULL,
            runs INTEGER NOT NULL,
            PRIMARY KEY (pipeline_run, state)
        ) WITHOUT ROWID;
        INSERT INTO run_counts (pipeline_run, state, runs)
            SELECT id >> 32, state, count(*) FROM runs GROUP BY id >> 32, state;

        CREATE TRIGGER runs_count_new AFTER INSERT ON runs BEGIN
            INSERT INTO run_counts (pipeline_run, state, runs) VALUES (NEW.id >> 32, NEW.state, 1)
                ON CONFLICT (pipeline_run, state) DO UPDATE SET runs = runs + 1;
        END;
        CREATE TRIGGER runs_count_step AFTER UPDATE OF state ON runs WHEN NEW.state <> OLD.state BEGIN
            UPDATE run_counts SET runs = runs - 1 WHERE pipeline_run = OLD.id >> 32 AND state = OLD.state;
            INSERT INTO run_counts (pipeline_run, state, runs) VALUES (NEW.id >> 32, NEW.state, 1)
                ON CONFLICT (pipeline_run, state) DO UPDATE SET runs = runs + 1;
        END;

        UPDATE pipeline_runs SET label = coalesce((
            SELECT v.label FROM runs r
            JOIN functions f ON f.pipeline_run = pipeline_runs.id AND f.key = r.function
            JOIN function_versions v ON v.id = f.version
            WHERE r.id = pipeline_runs.id << 32), '');
        CREATE TRIGGER runs_label AFTER INSERT ON runs WHEN NEW.id & 0xFFFFFFFF = 0 BEGIN
            UPDATE pipeline_runs SET label = coalesce((
                SELECT v.label FROM functions f JOIN function_versions v ON v.id = f.version
                WHERE f.pipeline_run = NEW.id >> 32 AND f.key = NEW.function), '')
            WHERE id = NEW.id >> 32;
        END;

        -- With the row's number behind it, so the children of one run of one pipeline run stand together.
        CREATE INDEX runs_by_parent ON runs (parent);
        """

    static let serverTables = """
        CREATE TABLE notes (
            pipeline_run INTEGER NOT NULL REFERENCES pipeline_runs (id) ON DELETE CASCADE,
            id TEXT NOT NULL,
            run INTEGER,
            author TEXT NOT NULL,
            text TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            PRIMARY KEY (pipeline_run, id)
        ) WITHOUT ROWID;

        -- What was appended outside of numbered batches, so that nothing is appended twice.
        CREATE TABLE idempotency_keys (
            pipeline_run INTEGER NOT NULL REFERENCES pipeline_runs (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            time INTEGER NOT NULL,
            PRIMARY KEY (pipeline_run, key)
        ) WITHOUT ROWID;
        CREATE INDEX idempotency_keys_by_time ON idempotency_keys (time);

        CREATE TABLE api_keys (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            scope TEXT NOT NULL,
            hash BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER,
            last_used_at INTEGER,
            revoked_at INTEGER
        ) WITHOUT ROWID;

        CREATE TABLE sessions (
            hash BLOB PRIMARY KEY,
            key TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
            csrf_token TEXT NOT NULL,
            expires_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX sessions_by_key ON sessions (key);

        -- One row, which tells whether the store can be written.
        CREATE TABLE health (
            id INTEGER PRIMARY KEY CHECK (id = 0),
            checked_at INTEGER NOT NULL
        );
        """
}
