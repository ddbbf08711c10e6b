/**
 * Whose answers these are: the server's own account against the user's.
 */
import { Effect } from "effect"
import { isSimulatedModel, type ServerInfo } from "../domain/Generation.ts"
import { asSimulated, type Experiment } from "./Experiment.ts"

/**
 * The experiment under the name by which its results are kept.
 *
 * A simulated server makes it an experiment of the simulated model. Any other difference from the name that the user
 * gave is a warning: servers in containers often serve a model from a folder.
 */
export const identify = Effect.fnUntraced(function*(wanted: Experiment, server: ServerInfo | null) {
  if (server === null || server.model === wanted.model.id) return wanted
  if (!isSimulatedModel(server.model)) {
    yield* Effect.logWarning(`the server says that it serves ${server.model}, not ${wanted.model.id}`)
    return wanted
  }
  const simulated = asSimulated(wanted, server.model)
  yield* Effect.logWarning(`the server is simulated: the run is kept as ${simulated.id}`)
  return simulated
})
