/**
 * `introspect report`: experiments as one page that stands by itself.
 */
import { Effect, Stream } from "effect"
import { statSync } from "node:fs"
import { mkdir } from "node:fs/promises"
import { dirname, join, resolve } from "node:path"
import { reportPage } from "../../layers/pages/report/reportPage.tsx"
import { makeReport } from "../../src/reporting/report/makeReport.ts"
import { shellLine } from "../../src/reporting/report/reproduction.ts"
import { Results } from "../../src/storage/Results.ts"
import { UsageError } from "../errors/UsageError.ts"
import type { StorageFlags } from "../options/storage.ts"
import { version } from "../process/manifest.ts"
import { writeFile } from "../process/output.ts"
import { print } from "../process/print.ts"
import { withoutSecrets } from "../process/secrets.ts"
import { CurrentCommandLine } from "../settings/CommandLine.ts"
import { inspectionLayer, storedGenerations } from "../setup/storage.ts"
import { idOf } from "../setup/stored.ts"

const usualName = "report.html"

/** A folder gets the report under its usual name; it is a folder when it is there, or is written as one. */
const fileOf = (out: string): string => {
  const isFolder = /[/\\]$/.test(out) || statSync(out, { throwIfNoEntry: false })?.isDirectory() === true
  return resolve(isFolder ? join(out, usualName) : out)
}

const makeFolder = (file: string) =>
  Effect.tryPromise({
    try: () => mkdir(dirname(file), { recursive: true }),
    catch: (cause) => new UsageError({ message: `${dirname(file)} cannot be made: ${String(cause)}` })
  })

/** Writes the report on some experiments, and tells where it is. */
export const writeReport = Effect.fnUntraced(function*(
  ids: readonly string[],
  { command, examples, out }: {
    readonly out: string
    readonly examples: number
    readonly command: readonly string[]
  }
) {
  const report = yield* makeReport(ids, {
    examplesOfEach: examples,
    program: `llm-introspect ${version}`,
    command: shellLine(["introspect", ...command])
  })
  const file = fileOf(out)
  yield* makeFolder(file)
  yield* writeFile(file, Stream.make(reportPage(report)))
  return file
})

interface Flags extends StorageFlags {
  readonly ids: readonly string[]
  readonly out: string
  readonly examples: number
}

/** Writes the report on the named experiments, or on all. */
export const report = Effect.fnUntraced(
  function*({ examples, ids, out, persistentDir }: Flags) {
    const { ids: stored } = yield* Results
    const named = ids.length === 0 ? yield* stored : yield* Effect.forEach(ids, idOf)
    if (named.length === 0) {
      return yield* new UsageError({
        message:
          `no results under ${persistentDir}: run an experiment first, or name the folder with --persistent-dir`
      })
    }
    const { words } = yield* CurrentCommandLine
    yield* print(yield* writeReport([...new Set(named)], { examples, out, command: withoutSecrets(words) }))
  },
  (program, { cache, persistentDir }) =>
    Effect.provide(program, [inspectionLayer(persistentDir), storedGenerations({ cache, persistentDir })])
)
