/**
 * `introspect integrity`: whether the records follow from the cache.
 */
import { Data, Effect, type Option } from "effect"
import { checkIntegrity, type IntegrityReport } from "../../src/experiment/records/integrity.ts"
import { showDifference } from "../display/difference.ts"
import type { StorageFlags } from "../options/storage.ts"
import { print } from "../print.ts"
import { againOf, offlineLayer } from "./again.ts"
import { inspectionLayer } from "./storage.ts"
import { storedOf } from "./stored.ts"

/** Some records are not what the cache says. */
export class IntegrityError extends Data.TaggedError("IntegrityError")<{ readonly report: IntegrityReport }> {
  override get message(): string {
    const { differing, records } = this.report
    return `${differing} of ${records} records do not follow from the cache`
  }
}

const show = (
  id: string,
  { differences, differing, failed, otherReaders, records }: IntegrityReport
): string =>
  [
    id,
    differing === 0
      ? `${records} records follow from the cache.`
      : `${differing} of ${records} records differ. The first differences, stored / from the cache:`,
    ...differences.map((difference) => `  ${showDifference(difference)}`),
    ...(failed === 0
      ? []
      : [`${failed} records have an error: of these only the sessions before it were compared.`]),
    ...(otherReaders === 0
      ? []
      : [
        `${otherReaders} records were read by other readers, which alone may make a difference: see introspect reread.`
      ])
  ].join("\n")

/** Makes every record again and reports how they compare; nothing is written. */
export const integrity = Effect.fnUntraced(
  function*(
    flags: StorageFlags & {
      readonly dataset: Option.Option<string>
      readonly id: string
      readonly show: number
      readonly json: boolean
    }
  ) {
    const stored = yield* Effect.provide(storedOf(flags.id), inspectionLayer(flags.persistentDir))
    const report = yield* Effect.provide(
      Effect.flatMap(
        againOf(stored, flags.dataset),
        ({ again }) => checkIntegrity(stored, again, flags.show)
      ),
      offlineLayer(flags)
    )
    yield* print(flags.json ? JSON.stringify({ id: stored.id, ...report }) : show(stored.id, report))
    if (report.differing > 0) return yield* new IntegrityError({ report })
  },
  Effect.scoped
)
