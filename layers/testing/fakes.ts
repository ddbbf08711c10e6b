/**
 * Services of which a test gives only what it expects to be used; anything else dies with its name.
 */
import { type Context, Effect, Layer } from "effect"
import { Inference } from "../../src/inference/Inference.ts"
import { InFlight } from "../../src/inference/InFlight.ts"
import { Datasets } from "../../src/storage/Datasets.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"
import { Results } from "../../src/storage/Results.ts"

const unexpected = (method: string) => Effect.dieMessage(`the test did not expect ${method}`)

/** A model of which only these methods may be used. */
export const fakeInference = (
  used: Partial<Context.Tag.Service<typeof Inference>>
): Layer.Layer<Inference> =>
  Layer.succeed(Inference, {
    generate: () => unexpected("Inference.generate"),
    info: unexpected("Inference.info"),
    ...used
  })

/** A view of what is in flight of which only these methods may be used. */
export const fakeInFlight = (used: Partial<Context.Tag.Service<typeof InFlight>>): Layer.Layer<InFlight> =>
  Layer.succeed(InFlight, {
    count: () => 0,
    endpoints: () => [],
    drain: unexpected("InFlight.drain"),
    room: () => 1,
    moreRoom: unexpected("InFlight.moreRoom"),
    ...used
  })

/** A cache of which only these methods may be used. */
export const fakeCache = (
  used: Partial<Context.Tag.Service<typeof GenerationCache>>
): Layer.Layer<GenerationCache> =>
  Layer.succeed(GenerationCache, {
    location: "the fake cache",
    get: () => unexpected("GenerationCache.get"),
    peek: () => null,
    entries: () => unexpected("GenerationCache.entries"),
    put: () => unexpected("GenerationCache.put"),
    getFailure: () => unexpected("GenerationCache.getFailure"),
    putFailure: () => unexpected("GenerationCache.putFailure"),
    forget: () => unexpected("GenerationCache.forget"),
    ...used
  })

/** Data sets of which only these methods may be used. */
export const fakeDatasets = (used: Partial<Context.Tag.Service<typeof Datasets>>): Layer.Layer<Datasets> =>
  Layer.succeed(Datasets, { names: [], open: () => unexpected("Datasets.open"), ...used })

/** Results of which only these methods may be used. */
export const fakeResults = (used: Partial<Context.Tag.Service<typeof Results>>): Layer.Layer<Results> =>
  Layer.succeed(Results, {
    ids: unexpected("Results.ids"),
    lastChange: () => unexpected("Results.lastChange"),
    open: () => unexpected("Results.open"),
    inspect: () => unexpected("Results.inspect"),
    remove: () => unexpected("Results.remove"),
    requestsOnlyOf: () => unexpected("Results.requestsOnlyOf"),
    ...used
  })
