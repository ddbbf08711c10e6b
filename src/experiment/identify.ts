/**
 * Whose answers these are: the server's own account against the user's.
 */
import { Effect } from "effect"
import { isSimulatedModel, type ServerInfo } from "../domain/Generation.ts"
import { asSimulated, type Experiment } from "./Experiment.ts"

/** The experiment under the name by which its results are kept: a simulated server makes it one of the simulated model. */
export const identified = (wanted: Experiment, server: ServerInfo | null): Experiment =>
  server === null || server.model === wanted.model.id || !isSimulatedModel(server.model)
    ? wanted
    : asSimulated(wanted, server.model)

/**
 * The same, with a warning where the server's account differs from the name that the user gave: servers in containers
 * often serve a model from a folder.
 */
export const identify = Effect.fnUntraced(function*(wanted: Experiment, server: ServerInfo | null) {
  const experiment = identified(wanted, server)
  if (experiment !== wanted) {
    yield* Effect.logWarning(`the server is simulated: the run is kept as ${experiment.id}`)
  } else if (server !== null && server.model !== wanted.model.id) {
    yield* Effect.logWarning(otherModel(wanted, server))
  }
  return experiment
})

/** What is said of a server that has another name for the model. */
export const otherModel = (wanted: Experiment, server: ServerInfo): string =>
  `the server says that it serves ${server.model}, not ${wanted.model.id}`
