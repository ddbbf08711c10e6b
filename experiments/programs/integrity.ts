/**
 * `introspect integrity`: whether the records follow from the cache.
 */
import { Data, Effect, type Option } from "effect"
import {
  checkIntegrity,
  type IntegrityCounts,
  type IntegrityReport
} from "../../src/experiment/records/integrity.ts"
import { showDifference } from "../display/difference.ts"
import { showWork } from "../display/work.ts"
import type { StorageFlags } from "../options/storage.ts"
import { print } from "../process/print.ts"
import { againOf, offlineLayer } from "../setup/again.ts"
import { inspectionLayer } from "../setup/storage.ts"
import { storedOf } from "../setup/stored.ts"

const differingOf = ({ controls, differing }: IntegrityReport) => differing + controls.differing

/** Some records are not what the cache says. */
export class IntegrityError extends Data.TaggedError("IntegrityError")<{ readonly report: IntegrityReport }> {
  override get message(): string {
    const { controls, differing, records } = this.report
    const counts = [
      `${differing} of ${records} records`,
      ...(controls.records === 0 ? [] : [`${controls.differing} of ${controls.records} controls`])
    ]
    return `${counts.join(" and ")} do not follow from the cache`
  }
}

const countLines = (what: string, { differing, failed, otherReaders, records }: IntegrityCounts) => [
  differing === 0
    ? `${records} ${what} follow from the cache.`
    : `${differing} of ${records} ${what} differ.`,
  ...(failed === 0
    ? []
    : [
      `${failed} ${what} have an error: the sessions before it were compared, and that the cache has a refusal.`
    ]),
  ...(otherReaders === 0
    ? []
    : [
      `${otherReaders} ${what} were read by other readers, which alone may make a difference: see introspect reread.`
    ])
]

const show = (id: string, report: IntegrityReport): string => {
  const { controls, differences } = report
  return [
    id,
    ...countLines("records", report),
    ...(controls.records === 0 ? [] : countLines("controls", controls)),
    ...(differences.length === 0 ? [] : ["The first differences, stored / from the cache:"]),
    ...differences.map((difference) => `  ${showDifference(difference)}`)
  ].join("\n")
}

/** Makes every record and control again and reports how they compare; nothing is written. */
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
    const tell = yield* showWork("comparing")
    const report = yield* Effect.provide(
      Effect.flatMap(
        againOf(stored, flags.dataset),
        (replayed) => checkIntegrity(stored, replayed, flags.show, tell)
      ),
      offlineLayer(flags)
    )
    yield* print(flags.json ? JSON.stringify({ id: stored.id, ...report }) : show(stored.id, report))
    if (differingOf(report) > 0) return yield* new IntegrityError({ report })
  },
  Effect.scoped
)
