import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { appendFile, mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { layer } from "../../../layers/annotations/JsonLines.ts"
import type { Annotation } from "../../../src/domain/Annotation.ts"
import { Annotations } from "../../../src/storage/Annotations.ts"
import { temporaryFolder } from "../../support/folder.ts"

const annotation: Annotation = {
  experiment: "experiment",
  idx: 3,
  session: "predict",
  request: "a",
  answer: "b",
  text: "two\nlines \"quoted\" </script>",
  reader: "words",
  readers: "3",
  reading: null,
  rule: "none",
  expected: ["two", "lines"],
  at: "2026-11-21T18:00:00.000Z"
}

const newFolder = Effect.map(temporaryFolder, (folder) => join(folder, "annotations"))

describe("annotations in JSON lines", () => {
  it.scoped("are given back in the order in which they were added, each experiment's by itself", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      yield* Effect.gen(function*() {
        const { add, of } = yield* Annotations
        expect(yield* of("experiment")).toEqual([])
        yield* add(annotation)
        yield* add({ ...annotation, expected: null })
        yield* add({ ...annotation, experiment: "other" })
        expect(yield* of("experiment")).toEqual([annotation, { ...annotation, expected: null }])
      }).pipe(Effect.provide(layer({ folder })))
    }))

  it.scoped("are all there when many are added at once", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      yield* Effect.gen(function*() {
        const { add, of } = yield* Annotations
        const all = Array.from(
          { length: 50 },
          (_, idx) => ({ ...annotation, idx, text: "long ".repeat(2000) })
        )
        yield* Effect.forEach(all, add, { concurrency: "unbounded" })
        expect((yield* of("experiment")).toSorted((a, b) => a.idx - b.idx)).toEqual(all)
      }).pipe(Effect.provide(layer({ folder })))
    }))

  it.scoped("name the line that is none", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      const { add, of } = yield* Effect.provide(Annotations, layer({ folder }))
      yield* add(annotation)
      yield* Effect.promise(() => appendFile(join(folder, "experiment.jsonl"), "{\"idx\":1"))
      const error = yield* Effect.flip(of("experiment"))
      expect(error).toMatchObject({
        reason: "Corrupt",
        message: expect.stringMatching(/experiment\.jsonl: line 2 is no/)
      })
    }))

  it.scoped("say where they cannot be written", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      yield* Effect.promise(async () => {
        await mkdir(join(folder, ".."), { recursive: true })
        await writeFile(folder, "a file")
      })
      const { add } = yield* Effect.provide(Annotations, layer({ folder }))
      expect(yield* Effect.flip(add(annotation))).toMatchObject({ reason: "Unwritable" })
    }))
})
