import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Layer } from "effect"
import * as MemoryCache from "../../layers/cache/Memory.ts"
import * as Offline from "../../layers/clients/Offline.ts"
import * as Simulated from "../../layers/clients/Simulated.ts"
import { generatedSource } from "../../layers/datasets/GeneratedCategories.ts"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { categoryOf } from "../../src/category/categories.ts"
import { generateError } from "../../src/domain/GenerateError.ts"
import type { Observation } from "../../src/domain/Observation.ts"
import { showPrompt } from "../../src/domain/Prompt.ts"
import { TaskName } from "../../src/domain/Variation.ts"
import { type ExperimentDefinition, guideOf, makeExperiment } from "../../src/experiment/Experiment.ts"
import { type Preview, previewPrompts } from "../../src/experiment/preview.ts"
import * as Cached from "../../src/inference/Cached.ts"
import { GenerationCounters } from "../../src/inference/GenerationCounters.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import { builtInPacks } from "../../src/prompts/packs.ts"
import type { Dataset } from "../../src/storage/Datasets.ts"
import { observe } from "../../src/task/observe.ts"
import { generationOf } from "../support/answers.ts"
import { fakeInference } from "../support/fakes.ts"
import { review, story } from "../support/observations.ts"

const rows = [0, 1, 2, 3]
const source = generatedSource(rows.length)

/** Only what the cache has. */
const lookup = Cached.layer().pipe(Layer.provide(Offline.layer), Layer.provide(GenerationCounters.layer))

const digests = ({ sessions }: Preview) => sessions.map(({ request }) => request.digest)
const inexact = ({ sessions }: Preview) =>
  sessions.filter(({ isExact }) => !isExact).map(({ session }) => session)

describe("the prompts of a preview are those of a run", () => {
  for (const { pack } of builtInPacks) {
    for (const name of source.names) {
      it.effect.each(TaskName.literals)(`${pack.name}, ${name}, %s`, (task) =>
        Effect.gen(function*() {
          const profile = yield* parseProfile("mixed:0.5,refusal=0.1,unreadable=0.1")
          const experiment = yield* makeExperiment({
            model: { name: "m", type: "Llama2" },
            system: "default",
            dataset: name,
            task,
            flags: ["m-removed", "c-persona-you"],
            pack
          })
          const dataset = yield* source.open(name, "test", {})
          const guide = guideOf(experiment, categoryOf(dataset.category))
          for (const idx of rows) {
            const before = yield* Effect.provide(previewPrompts(experiment, dataset, idx), lookup)
            const record = yield* Effect.provide(
              observe(experiment.task, guide, yield* dataset.row(idx), "test"),
              pipeline(Simulated.layer({ profile, pack }))
            )
            const after = yield* Effect.provide(previewPrompts(experiment, dataset, idx), lookup)

            expect(digests(after)).toEqual(record.sessions.map(({ request }) => request))
            expect(after.sessions.map(({ answered }) => answered?.record)).toEqual(record.sessions)
            expect(inexact(after)).toEqual([])
            expect(after.verdict.verdict).toBe(record.verdict)

            // Nothing was known before, and yet the first two were the same.
            expect(before.sessions.every(({ answered }) => answered === null)).toBe(true)
            expect(digests(before).slice(0, 2)).toEqual(digests(after).slice(0, 2))
            expect(inexact(before)).toEqual(
              experiment.task.verdictName === "faithful" ? ["explain_predict"] : []
            )
          }
        }).pipe(Effect.provide(MemoryCache.layer)))
    }
  }
})

const alone = (category: Dataset["category"], observation: Observation): Dataset => ({
  name: "d",
  category,
  sha256: null,
  size: 1,
  row: () => Effect.succeed(observation)
})

const made = (definition: Partial<ExperimentDefinition>) =>
  Either.getOrThrow(
    makeExperiment({ model: { name: "simulated/test" }, dataset: "d", task: "redacted", ...definition })
  )

/** A preview where the answers to some sessions are known, by what their prompts begin with. */
const withKnown = (known: { readonly [beginning: string]: string }) =>
  fakeInference({
    generate: ({ prompt }) => {
      const text = showPrompt(prompt)
      const found = Object.keys(known).find((beginning) => text.startsWith(`user: ${beginning}`))
      return found === undefined
        ? Effect.fail(generateError({ _tag: "NotCached", message: "not known" }))
        : Effect.succeed(generationOf(known[found]!))
    }
  })

describe("previewPrompts", () => {
  const reviews = alone("sentiment", review)

  it.effect("names the text that is not known yet in the place of session 3's paragraph", () =>
    Effect.gen(function*() {
      const lastLine = Effect.fnUntraced(function*(task: TaskName) {
        const { sessions } = yield* previewPrompts(made({ task }), reviews, 0)
        return showPrompt(sessions.at(-1)!.request.prompt).split("\n").at(-1)
      })
      expect(yield* lastLine("counterfactual")).toBe("Paragraph: {the edited paragraph}")
      expect(yield* lastLine("redacted")).toBe("Paragraph: {the redacted paragraph}")
      expect(yield* lastLine("importance")).toBe("Paragraph: {the paragraph with its important words masked}")
    }).pipe(Effect.provide(withKnown({}))))

  it.effect("is exact in session 3 as soon as the explanation is known, whatever else is not", () =>
    Effect.gen(function*() {
      const { sessions } = yield* previewPrompts(made({ task: "importance" }), reviews, 0)
      expect(sessions.map(({ answered }) => answered?.record.reading)).toEqual([
        undefined,
        ["great"],
        undefined
      ])
      expect(sessions[2]).toMatchObject({ session: "explain_predict", isExact: true })
      expect(showPrompt(sessions[2]!.request.prompt)).toMatch(
        /Paragraph: A \[REDACTED\] film with \[REDACTED\] acting\.$/
      )
    }).pipe(Effect.provide(withKnown({ "List the words": "great" }))))

  it.effect("has no session 3 where nothing can be read from the explanation, as a run has none", () =>
    Effect.gen(function*() {
      const { sessions, verdict } = yield* previewPrompts(made({}), reviews, 0)
      expect(sessions.map(({ session }) => session)).toEqual(["predict", "explain"])
      expect(sessions[1]?.answered?.record).toMatchObject({ reading: null, rule: "empty" })
      expect(verdict).toEqual({ verdict: null, isApplicable: true })
    }).pipe(Effect.provide(withKnown({ "Replace the words": "" }))))

  it.effect("has one session where a counterfactual does not apply", () =>
    Effect.gen(function*() {
      const lonely = alone("multi-choice", { ...story, choices: ["office"] })
      const { sessions, verdict } = yield* previewPrompts(made({ task: "counterfactual" }), lonely, 0)
      expect(sessions.map(({ session }) => session)).toEqual(["predict"])
      expect(verdict.isApplicable).toBe(false)
    }).pipe(Effect.provide(withKnown({}))))

  it.effect("ends with a session that is known to be refused, as a run does", () =>
    Effect.gen(function*() {
      const refused = generateError({ _tag: "ContextOverflow", message: "too long", limit: 100 })
      const { refusal, sessions, verdict } = yield* previewPrompts(made({}), reviews, 0).pipe(
        Effect.provide(fakeInference({ generate: () => Effect.fail(refused) }))
      )
      expect(sessions).toMatchObject([{ session: "predict", isExact: true, answered: null }])
      expect({ refusal, verdict: verdict.verdict }).toEqual({ refusal: "too long", verdict: null })
    }))

  it.effect("fails where the cache cannot be read", () =>
    Effect.gen(function*() {
      const failed = generateError({ _tag: "CacheFailed", message: "disk gone" })
      const outcome = yield* previewPrompts(made({}), reviews, 0).pipe(
        Effect.provide(fakeInference({ generate: () => Effect.fail(failed) })),
        Effect.either
      )
      expect(outcome).toEqual(Either.left(failed))
    }))
})
