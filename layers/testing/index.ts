/**
 * For tests of one's own experiments and layers: services that need no server and no disk, suites that every
 * implementation of a service has to pass, and generators of observations.
 *
 * The suites take the functions of the test framework, so that nothing here depends on one.
 *
 * @module
 */
export * as MemoryCache from "../cache/Memory.ts"
export * as RecordedClient from "../clients/Recorded.ts"
export * as TestClient from "../clients/Test.ts"
export { ListenError } from "../http/listen.ts"
export * as MemoryResults from "../results/Memory.ts"
export {
  type SimulatedServer,
  simulatedServer,
  type SimulatedServerCounts,
  type SimulatedServerOptions
} from "../simulated/http/server.ts"
export { type DatasetsContract, datasetsContract } from "./contracts/datasets.ts"
export { generationCacheContract } from "./contracts/generationCache.ts"
export { type InferenceContract, inferenceContract } from "./contracts/inference.ts"
export { type WireContract, wireContract } from "./contracts/inferenceWire.ts"
export { resultsContract } from "./contracts/results.ts"
export { generationOf, requestOf } from "./exchanges.ts"
export { fakeCache, fakeDatasets, fakeInference, fakeInFlight, fakeResults } from "./fakes.ts"
export { observations } from "./observations.ts"
export { errorOf, recordWith, sessionWith, specWith } from "./records.ts"
export { freePort, type Scripted, type ScriptedServer, scriptedServer, type Seen } from "./scriptedServer.ts"
export {
  type Assertion,
  type EffectTest,
  effectTest,
  type Expect,
  type TestFramework
} from "./TestFramework.ts"
