/**
 * The tables of an experiment's results in SQLite.
 */

/** Statements that bring a file of version i to version i + 1. */
export const resultsMigrations: readonly (readonly string[])[] = [[
  "CREATE TABLE experiment (id INTEGER PRIMARY KEY CHECK (id = 1), spec TEXT NOT NULL) STRICT",
  `CREATE TABLE observation (
    idx INTEGER PRIMARY KEY,
    split TEXT NOT NULL,
    label TEXT NOT NULL,
    duration_ms REAL NOT NULL,
    sessions TEXT NOT NULL,
    correct INTEGER,
    verdict INTEGER,
    applicability TEXT NOT NULL,
    error TEXT,
    is_final INTEGER NOT NULL,
    readers TEXT NOT NULL
  ) STRICT`
], [
  "ALTER TABLE observation DROP COLUMN is_final",
  // Resuming reads this index alone, and none of the records; without `error` in it, it would look at each of them.
  "CREATE INDEX complete ON observation (idx, error) WHERE error IS NULL"
], [
  // Which readers, and which figures: read from the index alone, too.
  "ALTER TABLE observation ADD COLUMN failed INTEGER GENERATED ALWAYS AS (error IS NOT NULL) VIRTUAL",
  "CREATE INDEX outcome ON observation (readers, correct, verdict, applicability, failed)"
], [
  "CREATE TABLE parts (id INTEGER PRIMARY KEY CHECK (id = 1), parts TEXT NOT NULL) STRICT"
], [
  `CREATE TABLE control (
    idx INTEGER NOT NULL,
    control TEXT NOT NULL,
    number INTEGER NOT NULL,
    split TEXT NOT NULL,
    label TEXT NOT NULL,
    duration_ms REAL NOT NULL,
    sessions TEXT NOT NULL,
    correct INTEGER,
    verdict INTEGER,
    applicability TEXT NOT NULL,
    error TEXT,
    readers TEXT NOT NULL,
    words INTEGER,
    changed INTEGER,
    PRIMARY KEY (idx, control, number)
  ) STRICT`
]]

/** The columns of an observation that are written; others follow from them. */
export const observationColumns =
  "idx, split, label, duration_ms, sessions, correct, verdict, applicability, error, readers"

/** The columns of a control: its key, an observation's, and the size of its change. */
export const controlColumns = `control, number, ${observationColumns}, words, changed`
