/**
 * The tables of an experiment's results in SQLite.
 */
import type { Migrations } from "../../sqlite/migrate.ts"

/** The sessions that an observation has at most. */
const places = [0, 1, 2] as const

const inSession = (place: number, field: string) => `json_extract(sessions, '$[${place}].${field}')`

/** As `unreadOf` of the summary says it. */
const unreadIn = (place: number) =>
  `WHEN json_type(sessions, '$[${place}].reading') = 'null' THEN CASE
    WHEN ${inSession(place, "rule")} = 'refusal' THEN 'refused'
    WHEN ${inSession(place, "finishReason")} = 'length' THEN 'truncated'
    ELSE 'unreadable' END`

const unread = `CASE ${places.map(unreadIn).join(" ")} END`

const finishReasons = places.map((place) => inSession(place, "finishReason")).join(", ")
const truncated = `ifnull('length' IN (${finishReasons}), 0)`

/** The columns of an observation that are written; others follow from them. */
export const observationColumns =
  "idx, split, label, duration_ms, sessions, correct, verdict, applicability, error, readers"

/** What brings a file of version i to version i + 1. */
export const resultsMigrations: Migrations = [[
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
], [
  // Lists and filters read this index alone, in the order of `idx`, and no record.
  `ALTER TABLE observation ADD COLUMN answer TEXT GENERATED ALWAYS AS (${inSession(0, "reading")}) VIRTUAL`,
  `ALTER TABLE observation ADD COLUMN unread TEXT GENERATED ALWAYS AS (${unread}) VIRTUAL`,
  `ALTER TABLE observation ADD COLUMN truncated INTEGER GENERATED ALWAYS AS (${truncated}) VIRTUAL`,
  `CREATE INDEX glance ON observation
    (idx, label, answer, correct, verdict, applicability, failed, unread, truncated)`
], [
  // Rows in the order in which they came, since a run's order is none of `idx`: each commit would write a page for each
  // record. One index serves all that reads no record. What a former row took is free for the next ones.
  ...["complete", "outcome", "glance"].map((index) => `DROP INDEX ${index}`),
  "ALTER TABLE observation RENAME TO former",
  `CREATE TABLE observation (
    id INTEGER PRIMARY KEY,
    idx INTEGER NOT NULL UNIQUE,
    split TEXT NOT NULL,
    label TEXT NOT NULL,
    duration_ms REAL NOT NULL,
    sessions TEXT NOT NULL,
    correct INTEGER,
    verdict INTEGER,
    applicability TEXT NOT NULL,
    error TEXT,
    readers TEXT NOT NULL,
    failed INTEGER GENERATED ALWAYS AS (error IS NOT NULL) VIRTUAL,
    answer TEXT GENERATED ALWAYS AS (${inSession(0, "reading")}) VIRTUAL,
    unread TEXT GENERATED ALWAYS AS (${unread}) VIRTUAL,
    truncated INTEGER GENERATED ALWAYS AS (${truncated}) VIRTUAL
  ) STRICT`,
  {
    what: "records",
    table: "former",
    key: "idx",
    statements: [
      `INSERT INTO observation (${observationColumns})
        SELECT ${observationColumns} FROM former WHERE idx > ? AND idx <= ? ORDER BY idx`,
      "DELETE FROM former WHERE idx > ? AND idx <= ?"
    ]
  },
  "DROP TABLE former"
], [
  // In the order of rows, too: in that of `idx`, each commit would write one more page for each record.
  "DROP INDEX IF EXISTS glance",
  {
    what: "records",
    table: "observation",
    index: `CREATE INDEX glance ON observation
      (id, idx, label, answer, correct, verdict, applicability, failed, unread, truncated, readers)`
  }
]]

/** How a file of results is laid out; records have some 2 KB, of which a page of 4 KB holds one. */
export const resultsLayout = { migrations: resultsMigrations, pageSize: 8192 }

/** The columns of a control: its key, an observation's, and the size of its change. */
export const controlColumns = `control, number, ${observationColumns}, words, changed`
