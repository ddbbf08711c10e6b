import { it } from "@effect/vitest"
import { Deferred, Effect, Fiber, Layer, Scheduler } from "effect"
import * as Memory from "../../layers/cache/Memory.ts"
import type { Generation } from "../../src/domain/Generation.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { InFlight } from "../../src/inference/Limited.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"
import { generationOf, requestOf } from "../support/answers.ts"
import { fakeInference } from "../support/fakes.ts"
const settle = Effect.repeatN(Effect.yieldNow(), 30)
it("x", async () => {
  const lost: number[] = []
  for (let step = 1; step < 200; step++) {
    let ops = -1
    const scheduler = Scheduler.make(
      (task, priority) => Scheduler.defaultScheduler.scheduleTask(task, priority),
      () => ops >= 0 && ++ops === step ? 0 : false
    )
    const answer = Deferred.unsafeMake<Generation>(undefined as any)
    const server = fakeInference({ generate: () => Deferred.await(answer) })
    await Effect.runPromise(
      Effect.gen(function*() {
        const { generate } = yield* Inference
        const { drain } = yield* InFlight
        const cache = yield* GenerationCache
        const asking = yield* Effect.fork(Effect.withScheduler(generate(requestOf("x")), scheduler))
        yield* settle
        const stop = yield* Effect.fork(Effect.zipRight(drain, Fiber.interrupt(asking)))
        yield* settle
        ops = 0
        yield* Deferred.succeed(answer, generationOf("A"))
        yield* settle
        yield* Fiber.join(stop)
        if (step % 40 === 0) console.log(step, ops)
        if ((yield* cache.get(requestOf("x").digest)) === null) lost.push(step)
      }).pipe(Effect.provide(Layer.provideMerge(pipeline(server), Memory.layer)))
    )
  }
  console.log("lost", lost.join())
}, 60000)
