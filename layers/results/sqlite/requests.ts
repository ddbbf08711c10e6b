/**
 * Which requests an experiment's file refers to.
 */

/** The tables whose rows have sessions; a file of an earlier format has only the first. */
export const sessionTables = ["observation", "control"] as const

/** A query for the digests, in hex, of all requests that some tables of an attached database refer to. */
export const selectRequests = (schema: string, tables: readonly string[] = sessionTables): string =>
  tables.map((table) =>
    `SELECT json_extract(session.value, '$.request') AS request
      FROM ${schema}.${table}, json_each(sessions) AS session`
  ).join(" UNION ")
