-- Version 1 of a history. Times are UTC as 2026-01-31T09:30:00Z; true and false are 1 and 0.

-- One row a run of claimlint check, in the order in which they were added.
CREATE TABLE runs (
    run INTEGER PRIMARY KEY,        -- 1, 2, 3 …
    id TEXT NOT NULL,               -- "run.id" of the JSON report
    date TEXT NOT NULL,             -- when it ran, by the clock of its machine
    revision TEXT,                  -- the commit that was checked out, where there was one
    version TEXT NOT NULL,          -- of claimlint
    rules_version TEXT NOT NULL
);

-- The rules that ever ran, as the last run that had them describes them.
CREATE TABLE rules (
    rule TEXT PRIMARY KEY,          -- family/name
    family TEXT NOT NULL,
    title TEXT NOT NULL,
    severity TEXT NOT NULL,         -- of its own; a finding has the one it was reported with
    url TEXT NOT NULL
) WITHOUT ROWID;

-- Which rules ran on an article. Most articles of most runs share one row.
CREATE TABLE rulesets (
    ruleset INTEGER PRIMARY KEY,
    rules TEXT NOT NULL UNIQUE      -- ids, sorted, a blank between two
);

-- One row an article, whatever its file is called.
CREATE TABLE articles (
    article INTEGER PRIMARY KEY,    -- its id, which stays when the file is renamed
    path TEXT NOT NULL,             -- where it was last; relative to the folder of the history, with /
    content TEXT NOT NULL,          -- by what it is known again after a rename: hashes of some of its sentences
    gone INTEGER REFERENCES runs    -- the run that found its file no longer there; null while it is
);

-- The article that a path stood for last.
CREATE TABLE paths (
    path TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles
) WITHOUT ROWID;

-- What was said of an article. Runs that say the same share one row, and its findings.
CREATE TABLE results (
    result INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,    -- of all that is said, findings included
    article INTEGER NOT NULL REFERENCES articles,
    path TEXT NOT NULL,             -- the article's path then
    sha256 TEXT,                    -- of the file
    status TEXT NOT NULL,           -- ok, or error: not read
    error_code TEXT,
    error_message TEXT,
    profile TEXT NOT NULL,
    words INTEGER NOT NULL,
    sentences INTEGER NOT NULL,
    errors INTEGER NOT NULL,        -- findings by severity, without suppressed ones
    warnings INTEGER NOT NULL,
    infos INTEGER NOT NULL,
    suppressed INTEGER NOT NULL,
    density REAL NOT NULL,          -- weighted findings per 1,000 words, as in the JSON report
    flesch_reading_ease REAL,       -- readability: null for a text that is not English
    flesch_kincaid_grade REAL,
    smog_index REAL,
    coleman_liau_index REAL,
    automated_readability_index REAL,
    consensus_grade REAL,
    reliable INTEGER,               -- 0: too short or garbled for the grades to mean anything
    audience TEXT,
    target_grade INTEGER,
    target_met INTEGER,
    garble_verdict TEXT,            -- clean, suspect or garbled
    garble_score REAL,
    garble_flagged INTEGER,
    garble_scored INTEGER,
    title TEXT,                     -- what the page says of itself
    author TEXT,
    published TEXT,
    updated TEXT,
    url TEXT,
    section TEXT,
    language TEXT
);

-- The findings of a result, in the order of the report.
CREATE TABLE findings (
    finding INTEGER PRIMARY KEY,
    result INTEGER NOT NULL REFERENCES results,
    rule TEXT NOT NULL REFERENCES rules,
    family TEXT NOT NULL,
    severity TEXT NOT NULL,         -- error, warning or info
    message TEXT NOT NULL,          -- without texts: the title of the rule
    line INTEGER NOT NULL,
    "column" INTEGER NOT NULL,
    scope TEXT NOT NULL,            -- span, or document: the whole article, wherever line and column point
    excerpt TEXT,                   -- the words of the article; null without texts
    fingerprint TEXT NOT NULL,      -- stays when lines move
    suppressed TEXT                 -- inline, baseline or accepted; null for a finding that counts
);
CREATE INDEX findings_of_result ON findings (result);

-- Which article a run checked, and what it said of it.
CREATE TABLE checks (
    run INTEGER NOT NULL REFERENCES runs,
    article INTEGER NOT NULL REFERENCES articles,
    result INTEGER NOT NULL REFERENCES results,
    ruleset INTEGER NOT NULL REFERENCES rulesets,
    PRIMARY KEY (run, article)
) WITHOUT ROWID;
CREATE INDEX checks_of_article ON checks (article, run);

-- Totals of each run, over the articles it checked.
CREATE VIEW run_totals AS
SELECT runs.run, runs.id, runs.date, runs.revision, runs.version,
    COUNT(checks.article) AS files,
    COALESCE(SUM(results.status = 'error'), 0) AS unread,
    COALESCE(SUM(results.words), 0) AS words,
    COALESCE(SUM(results.errors), 0) AS errors,
    COALESCE(SUM(results.warnings), 0) AS warnings,
    COALESCE(SUM(results.infos), 0) AS infos,
    COALESCE(SUM(results.suppressed), 0) AS suppressed,
    ROUND(1000.0 * SUM(results.errors + results.warnings + results.infos) / NULLIF(SUM(results.words), 0), 2) AS per_1000_words
FROM runs LEFT JOIN checks ON checks.run = runs.run LEFT JOIN results ON results.result = checks.result
GROUP BY runs.run;

-- CROSS JOIN keeps SQLite to the order in which the tables are named: from runs and articles to findings.

-- Every article of every run with all that is known of it.
CREATE VIEW article_checks AS
SELECT checks.run, runs.date, runs.revision, results.*
FROM checks CROSS JOIN runs ON runs.run = checks.run CROSS JOIN results ON results.result = checks.result;

-- The last check of each article that is still there, whichever run it was in.
CREATE VIEW current_checks AS
SELECT checks.run, runs.date, runs.revision, results.*
FROM articles
    CROSS JOIN checks ON checks.article = articles.article
        AND checks.run = (SELECT MAX(c.run) FROM checks AS c WHERE c.article = articles.article)
    CROSS JOIN runs ON runs.run = checks.run CROSS JOIN results ON results.result = checks.result
WHERE articles.gone IS NULL;

-- Every finding of every run, suppressed ones included.
CREATE VIEW run_findings AS
SELECT article_checks.run, article_checks.date, article_checks.article, article_checks.path, findings.*
FROM article_checks CROSS JOIN findings ON findings.result = article_checks.result;

-- The findings of the last run.
CREATE VIEW latest_findings AS
SELECT * FROM run_findings WHERE run = (SELECT MAX(run) FROM runs);

-- The findings of the last check of each article that is still there.
CREATE VIEW current_findings AS
SELECT current_checks.run, current_checks.date, current_checks.article, current_checks.path, findings.*
FROM current_checks CROSS JOIN findings ON findings.result = current_checks.result;

-- The first and the last run that had a finding, article by article.
CREATE VIEW finding_runs AS
SELECT results.article, findings.fingerprint, MIN(said.first_run) AS first_run, MAX(said.last_run) AS last_run
FROM (SELECT result, MIN(run) AS first_run, MAX(run) AS last_run FROM checks GROUP BY result) AS said
    CROSS JOIN results ON results.result = said.result CROSS JOIN findings ON findings.result = said.result
GROUP BY results.article, findings.fingerprint;
