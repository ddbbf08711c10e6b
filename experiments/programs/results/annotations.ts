/**
 * `introspect results annotations`: corrections of readings as JSON lines, in the shape of the readers' tests.
 */
import { Effect } from "effect"
import { layer } from "../../../layers/annotations/JsonLines.ts"
import { lastWords, readerRowOf } from "../../../src/domain/Annotation.ts"
import { Annotations } from "../../../src/storage/Annotations.ts"
import { print } from "../../process/print.ts"
import { annotationsFolder } from "../../setup/paths.ts"
import { inspectionLayer } from "../../setup/storage.ts"
import { idOf } from "../../setup/stored.ts"

/** Prints what people say the answers of an experiment should have been read as. */
export const annotations = Effect.fnUntraced(
  function*({ id: text, persistentDir }: { readonly id: string; readonly persistentDir: string }) {
    const id = yield* Effect.provide(idOf(text), inspectionLayer(persistentDir))
    const found = yield* Effect.flatMap(Annotations, ({ of }) => of(id))
    if (found.length === 0) {
      return yield* Effect.logInfo(`${id} has no annotations; introspect view makes them`)
    }
    yield* print(lastWords(found).map((annotation) => JSON.stringify(readerRowOf(annotation))).join("\n"))
  },
  (program, { persistentDir }) => Effect.provide(program, layer({ folder: annotationsFolder(persistentDir) }))
)
