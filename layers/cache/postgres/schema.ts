/**
 * The tables of a cache in Postgres, in the first schema of the user's search path.
 *
 * Answers are bytes, not text: they may hold a NUL, which Postgres' text cannot, and their SHA-256 stands beside them.
 */

/** Statements that bring a database of version i to version i + 1. */
export const postgresMigrations: readonly (readonly string[])[] = [[
  `CREATE TABLE introspect_generation (
    digest BYTEA PRIMARY KEY,
    request TEXT NOT NULL,
    answer BYTEA NOT NULL,
    answer_digest BYTEA NOT NULL,
    reasoning BYTEA,
    finish_reason TEXT NOT NULL,
    prompt_tokens INTEGER,
    completion_tokens INTEGER,
    duration_ms DOUBLE PRECISION NOT NULL,
    duration_by TEXT NOT NULL,
    server TEXT,
    attempts INTEGER NOT NULL,
    stored_at TIMESTAMPTZ NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE introspect_alternative (
    digest BYTEA NOT NULL REFERENCES introspect_generation ON DELETE CASCADE,
    answer BYTEA NOT NULL,
    answer_digest BYTEA NOT NULL,
    server TEXT,
    stored_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (digest, answer_digest)
  )`,
  `CREATE TABLE introspect_failure (
    digest BYTEA PRIMARY KEY,
    request TEXT NOT NULL,
    reason TEXT NOT NULL,
    limits TEXT NOT NULL,
    stored_at TIMESTAMPTZ NOT NULL DEFAULT now()
  )`
]]
