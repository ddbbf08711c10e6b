/**
 * `introspect id`: the name of an experiment.
 */
import { Effect, Option } from "effect"
import type { Experiment } from "../../src/experiment/Experiment.ts"
import { identify } from "../../src/experiment/identify.ts"
import { Inference } from "../../src/inference/Inference.ts"
import type { PromptPack } from "../../src/prompts/PromptPack.ts"
import type { ClientFlags } from "../options/client.ts"
import type { ExperimentFlags } from "../options/experiment.ts"
import { print } from "../process/print.ts"
import { type Client, clientEndpoints, clientOf } from "../setup/client.ts"
import { experimentOf } from "../setup/definition.ts"
import { readPack } from "../setup/inputs.ts"

const patience = "2 seconds"

/** A simulated server makes it an experiment of the simulated model; without an answer the flags decide. */
const asAnswered = (experiment: Experiment, client: Client, pack: PromptPack) =>
  Effect.flatMap(Inference, ({ info }) => info).pipe(
    Effect.provide(clientEndpoints(client, pack)[0].client),
    Effect.timeout(patience),
    Effect.option,
    Effect.flatMap((server) => identify(experiment, Option.getOrNull(server)))
  )

/** Prints the id of the experiment that the flags define. A server is asked only if the flags name it. */
export const id = Effect.fnUntraced(function*(flags: ExperimentFlags & ClientFlags) {
  const client = yield* clientOf(flags)
  const pack = yield* readPack(flags.pack)
  const experiment = yield* experimentOf(flags, client, pack)
  const isNamed = flags.endpoint.length > 0 && "servers" in client
  const answered = isNamed ? yield* asAnswered(experiment, client, pack) : experiment
  yield* print(answered.id)
})
