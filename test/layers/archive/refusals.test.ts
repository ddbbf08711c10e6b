import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Layer } from "effect"
import { join } from "node:path"
import { readArchive } from "../../../layers/archive/read.ts"
import { writeArchive } from "../../../layers/archive/write.ts"
import * as SqliteCache from "../../../layers/cache/Sqlite.ts"
import { collectGarbage } from "../../../layers/cache/sqlite/collect.ts"
import * as Offline from "../../../layers/clients/Offline.ts"
import * as SqliteResults from "../../../layers/results/Sqlite.ts"
import { showPrompt } from "../../../src/domain/Prompt.ts"
import { makeExperiment, specOf } from "../../../src/experiment/Experiment.ts"
import { checkIntegrity } from "../../../src/experiment/records/integrity.ts"
import { observeAgain } from "../../../src/experiment/records/replay.ts"
import { runExperiment } from "../../../src/experiment/running/run.ts"
import type { Inference } from "../../../src/inference/Inference.ts"
import { pipeline } from "../../../src/inference/pipeline.ts"
import type { Dataset } from "../../../src/storage/Datasets.ts"
import { Results } from "../../../src/storage/Results.ts"
import { generationOf } from "../../support/answers.ts"
import { overflow } from "../../support/errors.ts"
import { fakeDatasets, fakeInference } from "../../support/fakes.ts"
import { temporaryFolder } from "../../support/folder.ts"
import { rawSqlite } from "../../support/rawSqlite.ts"

const dataset: Dataset = {
  name: "reviews",
  category: "sentiment",
  sha256: null,
  size: 6,
  row: (idx) => Effect.succeed({ idx, text: `A fine film, number ${idx}.`, label: "positive" })
}
const experiment = Either.getOrThrow(
  makeExperiment({ model: { name: "llama2-7b" }, dataset: "reviews", task: "redacted" })
)
const { id } = experiment
const spec = specOf(experiment, dataset)

const info = Effect.succeed(null)

/** A server for which the question about one text is too long, and the explanation of another. */
const server = fakeInference({
  info,
  generate: ({ prompt }) => {
    const text = showPrompt(prompt)
    const isQuestion = text.includes("What is the sentiment")
    if (text.includes("number 2") && isQuestion) return Effect.fail(overflow)
    if (text.includes("number 4") && !isQuestion) return Effect.fail(overflow)
    return Effect.succeed(generationOf(isQuestion ? "positive" : "A [REDACTED] film."))
  }
})

/** A server that must not be asked anything. */
const silent = fakeInference({ info })

const newPlace = Effect.map(temporaryFolder, (folder) => ({
  folder,
  cache: join(folder, "cache", "generations.sqlite"),
  results: join(folder, "results")
}))
type Place = Effect.Effect.Success<typeof newPlace>

/** What a place has, over a client. */
const at = <E>({ cache, results }: Pick<Place, "cache" | "results">, client: Layer.Layer<Inference, E>) =>
  Layer.provideMerge(
    pipeline(client),
    Layer.mergeAll(
      SqliteCache.layer({ location: cache }),
      SqliteResults.layer({ folder: results }),
      fakeDatasets({ open: () => Effect.succeed(dataset) })
    )
  )

const run = runExperiment(experiment, { canary: false })

const opened = Effect.flatMap(Results, ({ open }) => open(id, spec))

const integrity = (place: Place) =>
  opened.pipe(
    Effect.flatMap((stored) =>
      checkIntegrity(stored, { again: observeAgain(experiment, dataset), controlAgain: null }, 5)
    ),
    Effect.scoped,
    Effect.provide(at(place, Offline.layer))
  )

/** A place where the experiment has been run, and its archive. */
const exported = Effect.gen(function*() {
  const place = yield* newPlace
  const { tally } = yield* Effect.provide(run, at(place, server))
  expect(tally).toMatchObject({ total: 6, error: 2 })
  const archived = yield* writeArchive({ ...place, id, out: join(place.folder, "e") })
  return { place, archived, file: archived.location }
})

describe("the archive of an experiment with refused requests", () => {
  it.scoped("has the refusals: integrity passes at a colleague's, and a resumed run asks nothing", () =>
    Effect.gen(function*() {
      const { archived, file } = yield* exported
      expect(archived).toMatchObject({ observations: 6, failures: 2 })
      const colleague = yield* newPlace
      const imported = yield* readArchive({ ...colleague, file })
      expect(imported).toMatchObject({ failures: 2, merged: { failures: 2 } })
      expect(yield* integrity(colleague)).toMatchObject({ records: 6, failed: 2, differing: 0 })

      const { generations, tally } = yield* Effect.provide(run, at(colleague, silent))
      expect(tally).toMatchObject({ total: 6, error: 2 })
      expect(generations).toMatchObject({ sent: 0 })
      expect(yield* readArchive({ ...colleague, file })).toMatchObject({
        known: true,
        merged: { failures: 0 }
      })
    }))

  it.scoped("is not written without them, and integrity names a refusal that is lost", () =>
    Effect.gen(function*() {
      const { place } = yield* exported
      const { execute } = yield* rawSqlite(place.cache)
      execute("DELETE FROM failure WHERE id = 1")
      const error = yield* Effect.flip(writeArchive({ ...place, id, out: join(place.folder, "other") }))
      expect(error.message).toContain("1 of the answers and refusals")
      const { differences, differing } = yield* integrity(place)
      expect(differing).toBe(1)
      expect(differences).toMatchObject([
        { field: "error", one: { reason: "ContextOverflow" }, other: { reason: "NotCached" } }
      ])
    }))

  it.scoped("is written as before where records do not say what was refused", () =>
    Effect.gen(function*() {
      const { place } = yield* exported
      const { execute } = yield* rawSqlite(join(place.results, `${id}.sqlite`))
      execute("UPDATE observation SET error = json_remove(error, '$.request') WHERE error IS NOT NULL")
      const { location } = yield* writeArchive({ ...place, id, out: join(place.folder, "old") })
      const colleague = yield* newPlace
      expect(yield* readArchive({ ...colleague, file: location })).toMatchObject({ failures: 0 })
      expect(yield* integrity(colleague)).toMatchObject({ records: 6, failed: 2, differing: 0 })

      // The next run anywhere says it.
      yield* Effect.provide(run, at(place, silent))
      expect(yield* writeArchive({ ...place, id, out: join(place.folder, "new") })).toMatchObject({
        failures: 2
      })
    }))

  it.scoped("keeps what another experiment has asked since, and so does gc", () =>
    Effect.gen(function*() {
      const { place } = yield* exported
      const { execute, rows } = yield* rawSqlite(place.cache)
      // Answered for another experiment by a server with more room.
      execute(
        `INSERT INTO generation (digest, answer_digest, answer, finish_reason, duration_ms, duration_by, stored_at)
        SELECT digest, x'00', 'late', 'stop', 1, 'server', 0 FROM failure WHERE id = 1`
      )
      execute(
        "INSERT INTO request SELECT max(generation.id), failure.request FROM generation, failure WHERE failure.id = 1"
      )
      execute("DELETE FROM failure WHERE id = 1")
      const found = yield* collectGarbage({ location: place.cache, folder: place.folder, dry: false })
      expect(found).toMatchObject({ generations: 0 })
      expect(rows("SELECT count(*) AS n FROM failure")).toEqual([{ n: 1 }])
      expect(yield* integrity(place)).toMatchObject({ differing: 0 })
      expect(yield* writeArchive({ ...place, id, out: join(place.folder, "other") })).toMatchObject({
        failures: 1
      })
    }))
})
