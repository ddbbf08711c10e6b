/**
 * A model in this process, through llama.cpp.
 *
 * API: node-llama-cpp 3.22, if the user has installed it (https://node-llama-cpp.withcat.ai).
 */
import { Duration, Effect, Layer } from "effect"
import { type GenerateError, generateError } from "../../src/domain/GenerateError.ts"
import { type GenerateRequest, sentSeed } from "../../src/domain/GenerateRequest.ts"
import type { Generation } from "../../src/domain/Generation.ts"
import type { Prompt } from "../../src/domain/Prompt.ts"
import { opensThought, splitReasoning } from "../../src/domain/reasoning.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { makeSlotQueue } from "../../src/inference/SlotQueue.ts"
import { generateAnswer } from "./llamaCpp/answer.ts"
import type { Sequence } from "./llamaCpp/api.ts"
import { type LlamaCppOptions, makeEngine } from "./llamaCpp/engine.ts"
import { formMaker } from "./llamaCpp/grammar.ts"
import { reasonOf } from "./llamaCpp/load.ts"
import { promptReader } from "./llamaCpp/prompt.ts"
import { scoreTexts } from "./llamaCpp/score.ts"
import { scoreGeneration } from "./scoring.ts"

export type { LlamaCppOptions } from "./llamaCpp/engine.ts"

const engineFailure = (cause: unknown) =>
  generateError({ _tag: "ServerFailure", message: `llama.cpp failed: ${reasonOf(cause)}`, status: 500 })

/** Runs what takes a signal; an interruption waits until it has stopped, so that its sequence is free after it. */
const stoppable = <A>(run: (signal: AbortSignal) => Promise<A>): Effect.Effect<A, GenerateError> =>
  Effect.async((resume) => {
    const controller = new AbortController()
    const ended = run(controller.signal).then(
      (value) => resume(Effect.succeed(value)),
      (cause: unknown) => resume(Effect.fail(engineFailure(cause)))
    )
    return Effect.promise(() => {
      controller.abort()
      return ended
    })
  })

/** An answer cut off by the end of the context would depend on the context's size: it must have room. */
const checkRoom = (tokens: number, limit: number, most = 1): Effect.Effect<void, GenerateError> => {
  if (tokens === 0) {
    return Effect.fail(generateError({ _tag: "InvalidRequest", message: "the prompt has no tokens" }))
  }
  return tokens + most <= limit ? Effect.void : Effect.fail(generateError({
    _tag: "ContextOverflow",
    message:
      `the context holds ${limit} tokens: too few for ${tokens} of the prompt and ${most} of the answer`,
    limit
  }))
}

const make = Effect.fnUntraced(function*(options: LlamaCppOptions) {
  const engine = yield* makeEngine(options)
  const { context, model, sequences, server } = engine
  const { textOf, tokensOf } = promptReader(model)
  const formOf = formMaker(engine)
  const slots = makeSlotQueue(sequences)
  const free: Sequence[] = Array.from({ length: sequences }, () => context.getSequence())

  /** As many sequences as slots: who holds a slot finds one. */
  const withSequence = <A, E>(use: (sequence: Sequence) => Effect.Effect<A, E>) =>
    slots.withSlot(Effect.acquireUseRelease(
      Effect.sync(() => free.pop()!),
      use,
      (sequence) => Effect.sync(() => free.push(sequence))
    ))

  const score = Effect.fnUntraced(function*(prompt: Prompt, continuations: readonly string[]) {
    const text = yield* textOf(prompt)
    const texts = ["", ...continuations].map((continuation) => tokensOf(text + continuation))
    const longest = Math.max(...texts.map(({ length }) => length))
    yield* checkRoom(texts[0]!.length, context.contextSize, longest - texts[0]!.length)
    const [elapsed, scored] = yield* withSequence((sequence) =>
      Effect.timed(stoppable((signal) => scoreTexts({ context, sequence }, texts, signal)))
    )
    return scoreGeneration(scored, {
      completionTokens: 0,
      durationMillis: Duration.toMillis(elapsed),
      durationBy: "client",
      server
    })
  })

  const generate = Effect.fnUntraced(function*(request: GenerateRequest) {
    if (request.scored !== undefined) return yield* score(request.prompt, request.scored)
    const text = yield* textOf(request.prompt)
    const prompt = tokensOf(text)
    yield* checkRoom(prompt.length, context.contextSize, request.params.max_new_tokens)
    const form = yield* formOf(request.responseSchema)
    const run = (sequence: Sequence) => (signal: AbortSignal) =>
      generateAnswer({ context, form, model, sequence }, prompt, request.params, sentSeed(request), signal)
    const [elapsed, answer] = yield* withSequence((sequence) => Effect.timed(stoppable(run(sequence))))
    const generation: Generation = {
      // Only here is it known whether the template opened a thought.
      ...splitReasoning(answer.text, opensThought(text)),
      finishReason: answer.finishReason,
      promptTokens: prompt.length,
      completionTokens: answer.tokens,
      durationMillis: Duration.toMillis(elapsed),
      durationBy: "client",
      server
    }
    return generation
  })

  return Inference.of({ generate, info: Effect.succeed(server) })
})

/**
 * One model file; each generation is one attempt, and as many run at once as there are sequences. The same request asked
 * alone has the same answer; beside others its sums can be in another order.
 */
export const layer = (options: LlamaCppOptions): Layer.Layer<Inference, GenerateError> =>
  Layer.scoped(Inference, make(options))
