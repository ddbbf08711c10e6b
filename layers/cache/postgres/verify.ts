/**
 * Whether a cache in Postgres is what it should be: every digest computed again.
 */
import { Effect } from "effect"
import type { StorageError } from "../../../src/storage/StorageError.ts"
import { problemsOf, type Texts, type Verified } from "../sqlite/verify.ts"
import type { Connection } from "./Connection.ts"
import { eachPage, type Row } from "./pages.ts"

/** Each table's rows after one of them; what a failure has no column for is null. */
const tables: readonly (readonly [what: string, table: string, texts: string, order: readonly string[]])[] = [
  ["generation", "introspect_generation", "request, answer, answer_digest", ["digest"]],
  [
    "alternative",
    "introspect_alternative",
    "NULL AS request, answer, answer_digest",
    ["digest", "answer_digest"]
  ],
  ["failure", "introspect_failure", "request, NULL AS answer, NULL AS answer_digest", ["digest"]]
]

const hex = (value: unknown) => Buffer.isBuffer(value) ? value.toString("hex") : ""

const textsOf = ({ answer, answer_digest, digest, request }: Row): Texts => ({
  id: null,
  name: hex(digest),
  request: request === null ? null : String(request),
  answer: Buffer.isBuffer(answer) ? answer.toString("utf8") : null,
  answer_digest: hex(answer_digest)
})

/** Looks at every row; `tell` hears how many at a time. */
export const verifyPostgres = Effect.fnUntraced(function*(
  connection: Connection,
  tell: (rows: number) => void = () => {}
): Effect.fn.Return<Verified, StorageError> {
  const problems: string[] = []
  let rows = 0
  for (const [what, table, texts, order] of tables) {
    const check = (page: readonly Row[]) =>
      Effect.sync(() => {
        for (const row of page) problems.push(...problemsOf(what, textsOf(row)))
        rows += page.length
        tell(page.length)
      })
    yield* eachPage(connection, `SELECT digest, ${texts} FROM ${table}`, order, check)
  }
  return { rows, problems }
})
