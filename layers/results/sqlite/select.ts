/**
 * Which observations are selected, by the index `glance` alone: a pass over 100,000 of them takes some 10 ms. Where all
 * are, a page is read in the order of `idx`.
 */
import { Effect } from "effect"
import type { Glance, Judgement, Place, Selection, Trouble, ValueCount } from "../../../src/domain/Glance.ts"
import type { StoredExperiment } from "../../../src/storage/Results.ts"
import type { Database } from "../../sqlite/Database.ts"
import { flag } from "../rows.ts"

interface GlanceRow extends Pick<Glance, "idx" | "label" | "answer" | "applicability" | "unread"> {
  readonly correct: number | null
  readonly verdict: number | null
  readonly failed: number
  readonly truncated: number
}

const glanceOf = (row: GlanceRow): Glance => ({
  ...row,
  correct: flag(row.correct),
  verdict: flag(row.verdict),
  failed: row.failed !== 0,
  truncated: row.truncated !== 0
})

const judged: { readonly [Wanted in Judgement]: string } = { yes: "= 1", no: "= 0", unknown: "IS NULL" }

const troubled: { readonly [Kind in Trouble]: string } = {
  unread: "unread IS NOT NULL",
  unreadable: "unread = 'unreadable'",
  refused: "unread = 'refused'",
  truncated: "truncated = 1",
  error: "failed = 1",
  inapplicable: "applicability = 'inapplicable'"
}

interface Condition {
  readonly sql: string
  readonly parameters: readonly (string | number)[]
}

const conditionsOf = (selection: Selection): readonly Condition[] => {
  const { answer, correct, label, trouble, verdict } = selection
  return [
    ...(verdict === undefined ? [] : [{ sql: `verdict ${judged[verdict]}`, parameters: [] }]),
    ...(correct === undefined ? [] : [{ sql: `correct ${judged[correct]}`, parameters: [] }]),
    ...(trouble === undefined ? [] : [{ sql: troubled[trouble], parameters: [] }]),
    ...(label === undefined ? [] : [{ sql: "label = ?", parameters: [label] }]),
    ...(answer === undefined ? [] : [{ sql: "answer = ?", parameters: [answer] }])
  ]
}

const where = (conditions: readonly Condition[]) => ({
  sql: conditions.length === 0 ? "" : ` WHERE ${conditions.map(({ sql }) => sql).join(" AND ")}`,
  parameters: conditions.flatMap(({ parameters }) => parameters)
})

const from = "FROM observation INDEXED BY glance"
const columns = "idx, label, answer, correct, verdict, applicability, failed, unread, truncated"

const placed = (place: Place): Condition =>
  "after" in place
    ? { sql: "idx > ?", parameters: [place.after] }
    : { sql: "idx < ?", parameters: [place.before] }

/** How observations are selected from a file. */
export const selecting = (
  { perform, prepare }: Database
): Pick<StoredExperiment, "glances" | "countOf" | "values"> => ({
  glances: (selection, place, size) =>
    perform(() => {
      const conditions = conditionsOf(selection)
      const { parameters, sql } = where([placed(place), ...conditions])
      const order = "after" in place ? "ASC" : "DESC"
      const source = conditions.length === 0 ? "FROM observation" : from
      const rows = prepare(`SELECT ${columns} ${source}${sql} ORDER BY idx ${order} LIMIT ?`)
        .all(...parameters, size) as readonly GlanceRow[]
      const found = rows.map(glanceOf)
      return "after" in place ? found : found.toReversed()
    }),
  countOf: (selection, through = Number.MAX_SAFE_INTEGER) =>
    perform(() => {
      const { parameters, sql } = where([
        { sql: "idx <= ?", parameters: [through] },
        ...conditionsOf(selection)
      ])
      return Number(prepare(`SELECT count(*) ${from}${sql}`).pluck().get(...parameters))
    }),
  values: Effect.suspend(() =>
    perform(() =>
      prepare(
        `SELECT label, answer, count(*) AS count ${from} GROUP BY label, answer ORDER BY label, answer`
      ).all() as readonly ValueCount[]
    )
  )
})
