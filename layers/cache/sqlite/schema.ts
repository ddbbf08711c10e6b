/**
 * The tables of a cache in SQLite.
 *
 * An answer's key is the request's digest, under a row id of its own: the random digest as primary key would cost
 * more than twice. The request's text has a table of its own, so that looking an answer up touches little.
 */

/** Statements that bring a file of version i to version i + 1. */
export const cacheMigrations: readonly (readonly string[])[] = [[
  `CREATE TABLE generation (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    answer TEXT NOT NULL,
    answer_digest BLOB NOT NULL,
    finish_reason TEXT NOT NULL,
    prompt_tokens INTEGER,
    completion_tokens INTEGER,
    duration_ms REAL NOT NULL,
    duration_by TEXT NOT NULL,
    server TEXT,
    stored_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE request (
    id INTEGER PRIMARY KEY REFERENCES generation (id) ON DELETE CASCADE,
    request TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE alternative (
    generation INTEGER NOT NULL REFERENCES generation (id) ON DELETE CASCADE,
    answer TEXT NOT NULL,
    answer_digest BLOB NOT NULL,
    server TEXT,
    stored_at INTEGER NOT NULL,
    UNIQUE (generation, answer_digest)
  ) STRICT`
], [
  "ALTER TABLE generation ADD COLUMN reasoning TEXT"
], [
  "ALTER TABLE generation ADD COLUMN attempts INTEGER NOT NULL DEFAULT 1",
  `CREATE TABLE failure (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    request TEXT NOT NULL,
    reason TEXT NOT NULL,
    limits TEXT NOT NULL,
    stored_at INTEGER NOT NULL
  ) STRICT`
]]
