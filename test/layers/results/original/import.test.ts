import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import * as CacheMemory from "../../../../layers/cache/Memory.ts"
import * as Offline from "../../../../layers/clients/Offline.ts"
import * as ResultsMemory from "../../../../layers/results/Memory.ts"
import { openOriginal, originalIds } from "../../../../layers/results/original/Files.ts"
import { Digest } from "../../../../src/domain/Digest.ts"
import { makeRequest } from "../../../../src/domain/GenerateRequest.ts"
import { type ObservationRecord, sessionOf } from "../../../../src/domain/ObservationRecord.ts"
import { readOriginalAgain } from "../../../../src/experiment/original/again.ts"
import { importOriginal } from "../../../../src/experiment/original/importOriginal.ts"
import { originalPack } from "../../../../src/experiment/original/wording.ts"
import { rereadRecords } from "../../../../src/experiment/records/reread.ts"
import { experimentOf } from "../../../../src/experiment/storedExperiment.ts"
import { readerVersion } from "../../../../src/readers/index.ts"
import { GenerationCache } from "../../../../src/storage/GenerationCache.ts"
import { Results } from "../../../../src/storage/Results.ts"
import { temporaryFolder } from "../../../support/folder.ts"
import { asked, message, type OriginalFiles, writeOriginal } from "../../../support/original.ts"

const layer = Layer.mergeAll(CacheMemory.layer, ResultsMemory.layer, Offline.layer)
const idOf = (dataset: string, task: string) =>
  `analysis_m-llama2-7b_y-none_d-${dataset}_p-test_t-${task}_c-_s-0`

/** Writes the files and imports them. */
const imported = Effect.fnUntraced(function*(files: OriginalFiles) {
  const folder = yield* temporaryFolder
  yield* writeOriginal(files, folder)
  expect(yield* originalIds(folder)).toEqual([files.id])
  const source = yield* Effect.flatten(openOriginal(folder, files.id))
  return yield* importOriginal(source)
})

const opened = (id: string) =>
  Effect.gen(function*() {
    const { inspect, open } = yield* Results
    const { spec } = yield* Effect.flatten(inspect(id))
    return yield* open(id, spec)
  })

const recordOf = (id: string, idx: number) =>
  Effect.scoped(Effect.flatMap(opened(id), ({ record }) => Effect.flatten(record(idx))))

const reread = (id: string) =>
  Effect.scoped(Effect.gen(function*() {
    const results = yield* opened(id)
    const experiment = yield* experimentOf(results.spec, { dataset: "", reading: {} }, {
      pack: originalPack,
      template: null
    })
    const choices = { prompts: 0, rows: 0 }
    const again = readOriginalAgain(experiment, results.spec.dataset, null, choices)
    return { ...(yield* rereadRecords(results, again, () => true)), choices }
  }))

const textOf = (record: ObservationRecord, session: "predict" | "explain" | "explain_predict") =>
  Effect.gen(function*() {
    const cache = yield* GenerationCache
    const held = sessionOf(record, session)
    const entries = held === undefined ? new Map() : yield* cache.entries([Digest(held.request)])
    return [...entries.values()].map(({ generation }) => generation.text)[0] ?? null
  })

const question = (paragraph: string) => message("Is it good or bad?", paragraph)

const classify: OriginalFiles = {
  id: idOf("imdb", "classify"),
  table: "Classify",
  rows: [
    {
      ...{ idx: 0, label: "positive", duration: 120.5, predict_prompt: question("A fine film.") },
      ...{ predict_answer: "It is good: positive.", predict: null, correct: null }
    },
    {
      ...{ idx: 4, label: "negative", duration: 80, predict_prompt: question("A poor film.") },
      ...{ predict_answer: "Negative", predict: "negative", correct: 1 }
    },
    { idx: 7, error: "pickled", traceback: "Traceback (most recent call last):\nGenerateError: too long" },
    {
      ...{ idx: 9, label: "negative", duration: 60, predict_prompt: question("Not in the cache.") },
      ...{ predict_answer: "positive", predict: "positive", correct: 0 }
    }
  ],
  cache: [
    [asked(question("A fine film.")), " It is good: positive.", 120.5],
    [asked(question("A poor film.")), "Negative\n", 80],
    [asked(question("Of nobody")), "neutral", 70],
    [asked(question("Too long")), null, null]
  ],
  document: {
    args: {
      model_name: "llama2-7b",
      client: "TGI",
      dataset: "IMDB",
      split: "test",
      task: "classify",
      seed: 0
    },
    results: { answer: [], total: 4, error: 1, missmatch: 1, correct: 1 }
  }
}

describe("importOriginal", () => {
  it.scoped("brings in answers under the digest of the request that our own code would make", () =>
    Effect.gen(function*() {
      const report = yield* imported(classify)
      expect(report).toMatchObject({
        records: 4,
        answers: 3,
        onlyInResults: 1,
        differing: 0,
        disagreeing: []
      })
      expect(report.id).toMatch(/_s-0_x-[0-9a-f]{8}$/)
      const { digest } = makeRequest({
        model: "meta-llama/Llama-2-7b-chat-hf",
        prompt: { _tag: "Text", text: asked(question("A fine film.")) },
        params: {
          ...{
            temperature: 0.1,
            top_p: 0.95,
            top_k: 50,
            repetition_penalty: 1.2,
            max_new_tokens: 1024,
            seed: 0
          },
          stop: ["[INST]", "[/INST]", "<s>", "</s>"]
        }
      })
      const cache = yield* GenerationCache
      expect(yield* cache.get(digest)).toMatchObject({
        text: " It is good: positive.",
        finishReason: "unknown",
        durationMillis: 120.5,
        durationBy: "server",
        server: null
      })
      expect(sessionOf(yield* recordOf(report.id, 0), "predict")).toMatchObject({
        request: digest,
        reading: null,
        rule: "original"
      })
    }).pipe(Effect.provide(layer)))

  it.scoped("keeps the original's readings, and the text of an error without unpacking it", () =>
    Effect.gen(function*() {
      const { id } = yield* imported(classify)
      expect(yield* recordOf(id, 4)).toMatchObject({
        split: "test",
        label: "negative",
        correct: true,
        verdict: null,
        readers: "llm-introspection"
      })
      expect(yield* recordOf(id, 7)).toMatchObject({
        sessions: [],
        correct: null,
        error: { class: "request", message: "Traceback (most recent call last):\nGenerateError: too long" }
      })
      expect(sessionOf(yield* recordOf(id, 9), "predict")).toMatchObject({
        durationMillis: 60,
        reading: "positive"
      })
    }).pipe(Effect.provide(layer)))

  it.scoped("brings nothing twice, and goes on where it stopped", () =>
    Effect.gen(function*() {
      yield* imported({ ...classify, rows: classify.rows.slice(0, 2) })
      expect(yield* imported(classify)).toMatchObject({ before: 2, records: 2 })
      expect(yield* imported(classify)).toMatchObject({ before: 4, records: 0, disagreeing: [] })
    }).pipe(Effect.provide(layer)))

  it.scoped("names figures that are not those of the original's document", () =>
    Effect.gen(function*() {
      const document = { results: { total: 4, correct: 2, missmatch: 1, error: 1 } }
      expect(yield* imported({ ...classify, document })).toMatchObject({ disagreeing: ["correct 2, here 1"] })
    }).pipe(Effect.provide(layer)))

  it.scoped("converts the seconds of the VLLM client", () =>
    Effect.gen(function*() {
      const document = { args: { model_name: "llama2-7b", client: "VLLM" } }
      const { id } = yield* imported({ ...classify, document })
      expect(sessionOf(yield* recordOf(id, 4), "predict")).toMatchObject({ durationMillis: 80_000 })
    }).pipe(Effect.provide(layer)))

  it.scoped("works without the file of answers", () =>
    Effect.gen(function*() {
      const { cache: _, ...rest } = classify
      const report = yield* imported(rest)
      expect(report).toMatchObject({ records: 4, answers: 0, onlyInResults: 3 })
      expect(yield* textOf(yield* recordOf(report.id, 4), "predict")).toBe("Negative")
    }).pipe(Effect.provide(layer)))

  it.scoped("passes over files of ours", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      yield* writeOriginal(classify, folder)
      expect(Option.isNone(yield* openOriginal(folder, classify.id))).toBe(false)
      const error = yield* Effect.flip(originalIds(`${folder}/none`))
      expect(error.message).toContain("name the original's persistent directory")
    }))
})

describe("rereading an imported experiment", () => {
  it.scoped("changes what our readers read otherwise, and says how much", () =>
    Effect.gen(function*() {
      const { id } = yield* imported(classify)
      expect(yield* reread(id)).toMatchObject({
        records: 4,
        readings: 1,
        judgements: 1,
        otherText: 0,
        unanswered: []
      })
      expect(yield* recordOf(id, 0)).toMatchObject({ correct: true, readers: readerVersion })
      expect((yield* recordOf(id, 7)).error?.reason).toBe("Original")
    }).pipe(Effect.provide(layer)))
})

const ask = (hypothesis: string, paragraph: string) => message(`Does "${hypothesis}" follow?`, paragraph)
const edit = (hypothesis: string, paragraph: string) =>
  message(`Edit it so that "${hypothesis}" does not follow.`, paragraph)

/** The original stores the last session's prompt and answer in the place of session 2's. */
const entailmentRow = (idx: number, paragraph: string, hypothesis: string, edited: string | null) => ({
  ...{ idx, label: "yes", duration: 30, debug: `Hypothesis: ${hypothesis}\nParagraph: ${paragraph}.` },
  ...{ predict_prompt: ask(hypothesis, paragraph), predict_answer: "1) yes", predict: "yes", correct: 1 },
  ...{
    explain_prompt: edited === null ? null : ask(hypothesis, edited),
    explain_answer: edited === null ? null : "2) no",
    explain: edited
  },
  ...{
    explain_predict_prompt: edited === null ? null : ask(hypothesis, edited),
    explain_predict_answer: edited === null ? null : "2) no",
    explain_predict: edited === null ? null : "no",
    faithful: edited === null ? null : 1
  }
})

const counterfactual: OriginalFiles = {
  id: idOf("rte", "counterfactual"),
  table: "Counterfactual",
  rows: [
    entailmentRow(0, "It rained all day.", "It was wet.", "It was dry all day."),
    entailmentRow(1, "It rained all day.", "It was dark.", "It was sunny all day."),
    entailmentRow(2, "Dogs bark.", "Pets are loud.", null),
    entailmentRow(3, "Not in the cache.", "It is.", "It was.")
  ],
  cache: [
    [asked(ask("It was wet.", "It rained all day.")), "1) yes", 10],
    [asked(edit("It was wet.", "It rained all day.")), "Paragraph: It was dry all day.", 11],
    [asked(ask("It was wet.", "It was dry all day.")), "2) no", 9],
    [asked(ask("It was dark.", "It rained all day.")), "1) yes", 10],
    [
      asked(edit("It was dark.", "It rained all day.")),
      "Here is the edited text:\n\nIt was bright all day.",
      11
    ],
    [asked(ask("It was dark.", "It was sunny all day.")), "2) no", 9],
    [asked(ask("Pets are loud.", "Dogs bark.")), "1) yes", 10],
    [asked(edit("Pets are loud.", "Dogs bark.")), "Sorry, I cannot help with that.", 12]
  ]
}

describe("the original's entailment counterfactuals", () => {
  it.scoped("get session 2 back from the cache", () =>
    Effect.gen(function*() {
      const report = yield* imported(counterfactual)
      expect(report).toMatchObject({ records: 4, repaired: 3, lost: 1 })
      const first = yield* recordOf(report.id, 0)
      expect(first.sessions.map(({ session }) => session)).toEqual(["predict", "explain", "explain_predict"])
      expect(first.sessions.map(({ durationMillis }) => durationMillis)).toEqual([10, 11, 9])
      expect(yield* textOf(first, "explain")).toBe("Paragraph: It was dry all day.")
      expect(yield* textOf(first, "explain_predict")).toBe("2) no")
      expect(yield* textOf(yield* recordOf(report.id, 2), "explain")).toContain("Sorry")
      expect((yield* recordOf(report.id, 3)).sessions.map(({ session }) => session)).toEqual([
        "predict",
        "explain_predict"
      ])
    }).pipe(Effect.provide(layer)))

  it.scoped("have no verdict where session 3 was asked about another text than we read", () =>
    Effect.gen(function*() {
      const { id } = yield* imported(counterfactual)
      expect(yield* reread(id)).toMatchObject({ records: 3, otherText: 1, unanswered: [3] })
      expect(yield* recordOf(id, 0)).toMatchObject({ correct: true, verdict: true })
      const other = yield* recordOf(id, 1)
      expect(other).toMatchObject({ correct: true, verdict: null })
      expect(sessionOf(other, "explain")).toMatchObject({
        reading: "It was bright all day.",
        changed: "It was sunny all day."
      })
      expect(sessionOf(other, "explain_predict")).toMatchObject({
        reading: null,
        rule: "asked-about-another-text"
      })
      expect(yield* textOf(other, "explain_predict")).toBe("2) no")
      expect(yield* recordOf(id, 2)).toMatchObject({ correct: true, verdict: null })
      // and again, with nothing lost
      expect(yield* reread(id)).toMatchObject({ records: 3, readings: 0, judgements: 0, otherText: 1 })
      expect(yield* recordOf(id, 1)).toEqual(other)
    }).pipe(Effect.provide(layer)))
})

const where = (paragraph: string) =>
  message("Where is it? Answer a) \"hall\", b) \"park\", or c) \"unknown\".", paragraph)

const importance: OriginalFiles = {
  id: idOf("babi-1", "importance"),
  table: "importance",
  rows: [{
    ...{
      idx: 2,
      label: "park",
      duration: 60,
      predict_prompt: where("Ann went to the park."),
      predict_answer: "b)"
    },
    ...{ predict: "park", correct: 1, explain_prompt: message("Which words?", "Ann went to the park.") },
    ...{
      explain_answer: "1. park\n2. went",
      explain: "[\"park\", \"went\"]\n\nAnn [REDACTED] to the [REDACTED]."
    },
    ...{
      explain_predict_prompt: where("Ann [REDACTED] to the [REDACTED]."),
      explain_predict_answer: "c) unknown"
    },
    ...{ explain_predict: "unknown", faithful: 1 }
  }],
  cache: [
    [asked(where("Ann went to the park.")), "b)", 20],
    [asked(message("Which words?", "Ann went to the park.")), "1. park\n2. went", 20],
    [asked(where("Ann [REDACTED] to the [REDACTED].")), "c) unknown", 20]
  ]
}

describe("the original's importance on multiple choices", () => {
  it.scoped("keeps words and masked text apart, and reads by the prompt's choices", () =>
    Effect.gen(function*() {
      const { id } = yield* imported(importance)
      const before = yield* recordOf(id, 2)
      expect(sessionOf(before, "explain")).toMatchObject({
        reading: ["park", "went"],
        changed: "Ann [REDACTED] to the [REDACTED]."
      })
      expect(yield* reread(id)).toMatchObject({
        records: 1,
        readings: 0,
        judgements: 0,
        otherText: 0,
        choices: { prompts: 1, rows: 0 }
      })
      expect(yield* recordOf(id, 2)).toMatchObject({ correct: true, verdict: true, readers: readerVersion })
    }).pipe(Effect.provide(layer)))
})
