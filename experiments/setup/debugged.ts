/**
 * Middleware that prints each prompt, answer and time.
 */
import { Effect, Layer } from "effect"
import { showPrompt } from "../../src/domain/Prompt.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { evenQuietly } from "../display/quiet.ts"

/** Prints what is really asked; answers from the cache never reach it. */
export const debugged: Layer.Layer<Inference, never, Inference> = Layer.effect(
  Inference,
  Effect.map(Inference, (inner) => ({
    info: inner.info,
    generate: (request) =>
      Effect.tap(
        inner.generate(request),
        ({ durationMillis, text }) =>
          evenQuietly(Effect.logInfo(
            `PROMPT: ${showPrompt(request.prompt)}\nANSWER: ${text}\nTIME: ${durationMillis} ms\n`
          ))
      )
  }))
)
