/**
 * Going through stored controls, a page at a time.
 */
import { Array as Arr, Effect, Option } from "effect"
import type { ControlRecord } from "../../domain/ControlRecord.ts"
import type { GenerateError } from "../../domain/GenerateError.ts"
import type { ObservationRecord } from "../../domain/ObservationRecord.ts"
import type { DatasetError } from "../../storage/Datasets.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import type { Tell } from "../../storage/Tell.ts"

const pageSize = 500

/** Hands on the controls of many observations at a time, in the order of `idx`. */
export const eachControlPage = Effect.fnUntraced(function*<E, R>(
  { controls }: Pick<StoredExperiment, "controls">,
  each: (page: readonly ControlRecord[]) => Effect.Effect<void, E, R>
) {
  let last = -1
  while (true) {
    const page = yield* controls(last, pageSize)
    if (page.length === 0) return
    last = page.at(-1)!.idx
    yield* each(page)
    // What waits for nothing outside would keep the process to itself: the display and signals have their turn here.
    yield* Effect.sleep(0)
  }
})

/** Hands on each observation's own record with its controls. */
export const eachControlled = <E, R>(
  stored: Pick<StoredExperiment, "controls" | "record">,
  each: (before: ObservationRecord, controls: readonly ControlRecord[]) => Effect.Effect<void, E, R>
) =>
  eachControlPage(stored, (page) =>
    Effect.forEach(
      Object.values(Arr.groupBy(page, ({ idx }) => String(idx))),
      (own) =>
        Effect.flatMap(
          stored.record(own[0].idx),
          Option.match({ onNone: () => Effect.void, onSome: (before) => each(before, own) })
        ),
      { discard: true }
    ))

/** Makes a stored control once more, by today's readers. */
export type ControlAgain<R> = (
  before: ObservationRecord,
  control: ControlRecord
) => Effect.Effect<ControlRecord, GenerateError | DatasetError, R>

const concurrency = 50

/** A control as it is stored, and made again from the record of its observation. */
export interface ReplayedControl {
  readonly before: ObservationRecord
  readonly stored: ControlRecord
  readonly made: ControlRecord
}

/** Makes each control again, many at a time, and hands them on in the order of `idx`; tells how many so far. */
export const replayControls = <R, E, R2>(
  stored: Pick<StoredExperiment, "controls" | "record">,
  again: ControlAgain<R>,
  each: (control: ReplayedControl) => Effect.Effect<void, E, R2>,
  tell: Tell
) =>
  Effect.suspend(() => {
    let done = 0
    return eachControlled(stored, (before, controls) =>
      Effect.flatMap(
        Effect.forEach(
          controls,
          (control) => Effect.map(again(before, control), (made) => ({ before, stored: control, made })),
          { concurrency }
        ),
        (replayed) => {
          tell("controls", done += replayed.length, null)
          return Effect.forEach(replayed, each, { discard: true })
        }
      ))
  })
