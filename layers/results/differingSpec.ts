/**
 * Records of one specification never mix with those of another.
 */
import { Effect } from "effect"
import { canonicalJson } from "../../src/domain/Digest.ts"
import type { ExperimentSpec } from "../../src/domain/ExperimentSpec.ts"
import { StorageError } from "../../src/storage/StorageError.ts"

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? "nothing"
  return text.length > 100 ? `${text.slice(0, 100)}…` : text
}

const differences = (stored: object, wanted: object, path: string): readonly string[] =>
  [...new Set([...Object.keys(stored), ...Object.keys(wanted)])].flatMap((key) => {
    const [before, now] = [stored, wanted].map((spec) => (spec as { readonly [key: string]: unknown })[key])
    if (isRecord(before) && isRecord(now)) return differences(before, now, `${path}${key}.`)
    return JSON.stringify(before) === JSON.stringify(now)
      ? []
      : [`${path}${key} was ${show(before)} and is ${show(now)}`]
  })

const isRecord = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Fails with `Differs`, naming the fields, when the stored specification is not the wanted one. */
export const differingSpec = (
  location: string,
  stored: ExperimentSpec,
  wanted: ExperimentSpec
): Effect.Effect<void, StorageError> =>
  canonicalJson(stored) === canonicalJson(wanted)
    ? Effect.void
    : Effect.fail(
      new StorageError({
        reason: "Differs",
        location,
        message: `${location} belongs to another experiment: ${differences(stored, wanted, "").join("; ")}. `
          + "Use another --persistent-dir, or move the file away"
      })
    )
