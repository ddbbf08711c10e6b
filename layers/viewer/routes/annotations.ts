/**
 * Corrections of readings: added from the viewer's pages, and exported as rows of the readers' tests.
 */
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { Effect } from "effect"
import { Annotation, Correction, lastWords, readerRowOf } from "../../../src/domain/Annotation.ts"
import { annotate } from "../../../src/experiment/records/annotate.ts"
import { Annotations } from "../../../src/storage/Annotations.ts"
import { path, sendFresh } from "../reply.ts"
import { opened } from "../selected.ts"

const sendAnnotation = sendFresh(Annotation)

/** Keeps a correction. */
export const addAnnotation = Effect.gen(function*() {
  const { id } = yield* HttpRouter.schemaPathParams(path.experiment)
  const correction = yield* HttpServerRequest.schemaBodyJson(Correction)
  return yield* sendAnnotation(yield* annotate(yield* opened(id), correction))
})

/** A file name that every system takes, whatever is in the id. */
const fileName = (id: string) => `${id.replaceAll(/[^\w.-]/g, "_")}.annotations.jsonl`

/** JSON lines in the shape of the readers' tests. */
export const exportAnnotations = Effect.gen(function*() {
  const { id } = yield* HttpRouter.schemaPathParams(path.experiment)
  yield* opened(id)
  const annotations = yield* Effect.flatMap(Annotations, ({ of }) => of(id))
  const lines = lastWords(annotations).map((annotation) => `${JSON.stringify(readerRowOf(annotation))}\n`)
  return HttpServerResponse.text(lines.join(""), {
    contentType: "application/jsonl; charset=utf-8",
    headers: {
      "content-disposition": `attachment; filename="${fileName(id)}"`,
      "cache-control": "no-store"
    }
  })
})
