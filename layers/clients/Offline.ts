/**
 * No server at all: only what the cache holds can be answered.
 */
import { Effect, Layer } from "effect"
import { generateError } from "../../src/domain/GenerateError.ts"
import { showPrompt } from "../../src/domain/Prompt.ts"
import { Inference } from "../../src/inference/Inference.ts"

/** Fails every request that reaches it with `NotCached`, which names the prompt. */
export const layer: Layer.Layer<Inference> = Layer.succeed(Inference, {
  info: Effect.succeed(null),
  generate: ({ prompt }) =>
    Effect.fail(
      generateError({
        _tag: "NotCached",
        message: `not in the cache, and there is no server: ${showPrompt(prompt)}`
      })
    )
})
