/**
 * `introspect import-original`: every experiment of the Python original in a folder.
 */
import { Data, Effect, Option } from "effect"
import { openOriginal, originalIds } from "../../layers/results/original/Files.ts"
import { importOriginal, type ImportReport } from "../../src/experiment/original/importOriginal.ts"
import { asUsageError, UsageError } from "../errors/UsageError.ts"
import type { StorageFlags } from "../options/storage.ts"
import { print } from "../process/print.ts"
import { storageLayer } from "../setup/storage.ts"

/** Some experiments could not be imported. */
export class ImportIncomplete extends Data.TaggedError("ImportIncomplete")<{ readonly failed: number }> {
  override get message(): string {
    return `${this.failed} experiments were not imported, for the reasons above; all others were`
  }
}

const notes = (
  { before, differing, disagreeing, lost, onlyInResults, repaired }: ImportReport
): readonly string[] => [
  ...(before === 0 ? [] : [`${before} records were here already, and stay as they are`]),
  ...(repaired === 0 ? [] : [`session 2 found again in the cache for ${repaired} records`]),
  ...(lost === 0 ? [] : [`session 2 not to be found for ${lost} records`]),
  ...(onlyInResults === 0
    ? []
    : [`${onlyInResults} answers only in the results, each with a share of its observation's time`]),
  ...(differing === 0 ? [] : [`${differing} answers differ in the cache, whose text counts`]),
  ...(disagreeing.length === 0
    ? []
    : [`figures not those of the original's document: ${disagreeing.join("; ")}`])
]

const show = (report: ImportReport): string =>
  [
    `${report.from}\n  as ${report.id}: ${report.records} records, ${report.answers} answers`,
    ...notes(report)
  ].join("\n  ")

const importOne = Effect.fnUntraced(function*(folder: string, id: string) {
  const source = yield* openOriginal(folder, id)
  return Option.isNone(source) ? Option.none() : Option.some(yield* importOriginal(source.value))
}, Effect.scoped)

/** Imports all that can be; what cannot be is named, and the others go on. */
export const importFolder = Effect.fnUntraced(
  function*({ folder, json }: StorageFlags & { readonly folder: string; readonly json: boolean }) {
    const ids = yield* Effect.mapError(originalIds(folder), asUsageError)
    const reports: ImportReport[] = []
    let failed = 0
    for (const id of ids) {
      const report = yield* Effect.catchTag(
        importOne(folder, id),
        "ExperimentError",
        ({ message }) =>
          Effect.as(
            Effect.zipRight(
              Effect.sync(() => {
                failed++
              }),
              Effect.logWarning(`${id}: not imported: ${message}`)
            ),
            Option.none<ImportReport>()
          )
      )
      if (Option.isNone(report)) continue
      reports.push(report.value)
      if (!json) yield* print(show(report.value))
    }
    if (json) yield* print(JSON.stringify(reports))
    if (failed > 0) return yield* new ImportIncomplete({ failed })
    if (reports.length === 0) {
      return yield* new UsageError({ message: `${folder}: no results of the Python original are in it` })
    }
  },
  (program, flags) => Effect.provide(program, storageLayer(flags))
)
