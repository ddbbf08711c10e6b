/**
 * The prompts about one observation, as the experiment's own task asks them, without asking anybody.
 */
import { type Context, Effect } from "effect"
import { categoryOf } from "../category/categories.ts"
import type { GenerateError } from "../domain/GenerateError.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import type { Generation } from "../domain/Generation.ts"
import type { Observation } from "../domain/Observation.ts"
import { type SessionName, sessionOf, type SessionRecord } from "../domain/ObservationRecord.ts"
import { unread } from "../domain/Reading.ts"
import type { AnyTaskName } from "../domain/Variation.ts"
import { Inference } from "../inference/Inference.ts"
import type { Dataset } from "../storage/Datasets.ts"
import { type Interview, interview, type SessionError } from "../task/Interview.ts"
import { judged, type Task, type Verdict } from "../task/Task.ts"
import { checkTask, type Experiment, guideOf } from "./Experiment.ts"

/** One session as it would be held. */
export interface PreviewedSession {
  readonly session: SessionName
  readonly request: GenerateRequest
  /** Whether the request is the one that would be sent; false where it has a slot for a text that is not known. */
  readonly isExact: boolean
  /** The answer and its reading, where the answer is known. */
  readonly answered: { readonly generation: Generation; readonly record: SessionRecord } | null
}

/** What a run would ask about one observation, as far as that is known. */
export interface Preview {
  readonly observation: Observation
  readonly sessions: readonly PreviewedSession[]
  readonly verdict: Verdict
  /** Why the last session was refused, where it is known to be; a run ends there, too. */
  readonly refusal: string | null
}

/** What stands for the text that session 3 asks about while no explanation is known. */
const slots: { readonly [Name in AnyTaskName]?: string } = {
  counterfactual: "{the edited paragraph}",
  redacted: "{the redacted paragraph}",
  importance: "{the paragraph with its important words masked}"
}

/** What stands for the text of a task that is none of ours. */
const ownSlot = "{the changed paragraph}"

const slotOf = ({ name, own }: Task): string | null => own === undefined ? slots[name] ?? null : ownSlot

const isUnknown = ({ error }: SessionError) => error.reason._tag === "NotCached"

/**
 * Holds the task's interview with what `Inference` knows without a server: a cache alone, which fails with `NotCached`.
 *
 * An unknown answer counts as unreadable, save that session 3 then asks about a slot. So the requests of sessions 1 and 2
 * are exact, and that of session 3 is as soon as the explanation is known; where a known explanation cannot be read,
 * there is no session 3, as in a run.
 */
export const previewPrompts = Effect.fnUntraced(function*(
  experiment: Experiment,
  dataset: Dataset,
  idx: number
) {
  yield* checkTask(experiment, dataset.category)
  const observation = yield* dataset.row(idx)
  const known = yield* Inference
  const talk = interview(guideOf(experiment, categoryOf(dataset.category)), observation)
  const asked: Omit<PreviewedSession, "answered">[] = []
  const generations = new Map<SessionName, Generation>()
  let hasSlot = false

  /** One session, whose request is noted; `otherwise` where its answer is unknown. */
  const held = <A>(
    session: SessionName,
    hold: Effect.Effect<A, SessionError, Inference>,
    otherwise: () => A
  ): Effect.Effect<A, SessionError> => {
    const noting: Context.Tag.Service<typeof Inference> = {
      info: known.info,
      generate: (request) =>
        Effect.suspend(() => {
          asked.push({ session, request, isExact: !(hasSlot && session === "explain_predict") })
          return Effect.tap(known.generate(request), (generation) => {
            generations.set(session, generation)
          })
        })
    }
    return Effect.provideService(hold, Inference, noting).pipe(
      Effect.catchIf(isUnknown, () => Effect.sync(otherwise))
    )
  }

  const previewed: Interview = {
    ...talk,
    classify: (session, text) => held(session, talk.classify(session, text), () => null),
    ask: (session, fields, hear) =>
      held(session, talk.ask(session, fields, hear), () => {
        hasSlot = true
        return { reading: unread("unknown-answer"), changed: slotOf(experiment.task) }
      })
  }

  const outcome = yield* Effect.either(experiment.task.run(previewed))
  if (outcome._tag === "Left" && outcome.left.error.class !== "request") {
    return yield* Effect.fail<GenerateError>(outcome.left.error)
  }
  const sessions = asked.map((one): PreviewedSession => {
    const generation = generations.get(one.session)
    const record = sessionOf(talk, one.session)
    return { ...one, answered: generation && record ? { generation, record } : null }
  })
  const preview: Preview = {
    observation,
    sessions,
    verdict: outcome._tag === "Right" ? outcome.right : judged(null),
    refusal: outcome._tag === "Right" ? null : outcome.left.message
  }
  return preview
})
