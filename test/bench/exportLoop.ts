/**
 * What the machine can do at most to write an experiment as JSON Lines: the same reads, the same parsing and the same
 * text, with no services and nothing checked.
 */
import { generationColumns, type GenerationRow } from "../../layers/cache/rows.ts"
import { observationColumns } from "../../layers/results/sqlite/schema.ts"
import { connection } from "../../layers/sqlite/driver.ts"
import type { SessionName, SessionRecord } from "../../src/domain/ObservationRecord.ts"

const pageSize = 100
const page = `SELECT ${observationColumns} FROM observation WHERE idx > ? ORDER BY idx LIMIT ${pageSize}`
const answers =
  `SELECT lower(hex(digest)) AS digest, request, ${generationColumns} FROM generation JOIN request USING (id)
  WHERE digest IN (SELECT unhex(value) FROM json_each(?))`

interface Row {
  readonly idx: number
  readonly split: string
  readonly label: string
  readonly duration_ms: number
  readonly sessions: string
  readonly correct: number | null
  readonly verdict: number | null
  readonly applicability: string
  readonly readers: string
}

type Answer = GenerationRow & { readonly digest: string; readonly request: string }

/** Goes through an experiment's records, and hands each page of lines on. */
export const exportLoop = (
  { cache, id, results, sessions }: {
    readonly cache: string
    readonly id: string
    readonly results: string
    readonly sessions: readonly SessionName[]
  },
  write: (text: string) => void
): void => {
  const [records, generations] = [results, cache].map((file) =>
    connection(file, { readonly: true, timeout: 0 })
  )
  const selectPage = records!.prepare(page)
  const selectAnswers = generations!.prepare(answers)
  for (let last = -1;;) {
    const rows = selectPage.all(last) as readonly Row[]
    if (rows.length === 0) break
    last = rows.at(-1)!.idx
    const held = rows.map((row) => JSON.parse(row.sessions) as readonly SessionRecord[])
    const digests = JSON.stringify(held.flat().map(({ request }) => request))
    const found = new Map(
      (selectAnswers.all(digests) as readonly Answer[]).map((answer) => [answer.digest, answer])
    )
    const lines = rows.map((row, i) => {
      const line: { [column: string]: unknown } = {
        experiment: id,
        idx: row.idx,
        split: row.split,
        label: row.label,
        correct: row.correct === null ? null : row.correct !== 0,
        verdict: row.verdict === null ? null : row.verdict !== 0,
        applicable: row.applicability === "applicable",
        error_session: null,
        error_class: null,
        error_reason: null,
        error_message: null,
        duration_ms: row.duration_ms,
        readers: row.readers
      }
      for (const name of sessions) {
        const session = held[i]!.find((one) => one.session === name)!
        const { answer, reasoning, request } = found.get(session.request)!
        line[`${name}_prompt`] = JSON.parse(request)[3].text
        line[`${name}_answer`] = answer
        line[`${name}_reasoning`] = reasoning
        line[`${name}_reasoning_length`] = session.reasoningLength ?? null
        line[`${name}_reading`] = session.reading
        line[`${name}_rule`] = session.rule
        line[`${name}_changed`] = session.changed ?? null
        line[`${name}_finish_reason`] = session.finishReason
        line[`${name}_duration_ms`] = session.durationMillis
        line[`${name}_request`] = session.request
      }
      return `${JSON.stringify(line)}\n`
    })
    write(lines.join(""))
  }
  records!.close()
  generations!.close()
}
