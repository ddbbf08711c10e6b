/**
 * How two records of the same observation differ.
 */
import type { ObservationRecord, SessionName, SessionRecord } from "../../domain/ObservationRecord.ts"

/** A field of one session, or of the whole observation where `session` is null. */
export interface Difference {
  readonly idx: number
  /** The control and its number; absent for the observation's own record. */
  readonly control?: string
  readonly session: SessionName | null
  readonly field: string
  readonly one: unknown
  readonly other: unknown
}

const equal = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

const differing = <A extends object>(
  fields: readonly (keyof A & string)[],
  one: A,
  other: A,
  where: Pick<Difference, "idx" | "session">
): readonly Difference[] =>
  fields.filter((field) => !equal(one[field], other[field])).map((field) => ({
    ...where,
    field,
    one: one[field] ?? null,
    other: other[field] ?? null
  }))

export interface ComparedFields<R extends ObservationRecord = ObservationRecord> {
  readonly record: readonly (keyof R & string)[]
  readonly session: readonly (keyof SessionRecord)[]
}

/** The differences in the given fields, of the sessions that both records have, in the order of the sessions. */
export const differencesOf = <R extends ObservationRecord>(
  { record, session }: ComparedFields<R>,
  one: R,
  other: R
): readonly Difference[] => [
  ...one.sessions.flatMap((held) => {
    const same = other.sessions.find((candidate) => candidate.session === held.session)
    return same === undefined
      ? []
      : differing(session, held, same, { idx: one.idx, session: held.session })
  }),
  ...differing(record, one, other, { idx: one.idx, session: null })
]
