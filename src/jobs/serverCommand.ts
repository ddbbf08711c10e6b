/**
 * The command that starts an inference server in a job.
 *
 * `{port}`, `{master_port}`, `{host}` and `{weights}` stay to be filled in on the node; all else is known before.
 */
import { Either } from "effect"
import { fillIn } from "./placeholders.ts"
import type { Profile, Resources } from "./Profile.ts"

/** A model by its short name and by the Hub's. */
export interface ServedModel {
  readonly name: string
  readonly id: string
}

/** A command and what its environment has beside the job's. */
export interface ServerCommand {
  readonly command: readonly string[]
  readonly environment: { readonly [name: string]: string }
}

/** What is filled in on the node. */
export const nodeValues = ["port", "master_port", "host", "weights", "image"] as const
export type NodeValues = { readonly [Name in typeof nodeValues[number]]: string | number }

type Client = Profile["server"]["client"]

/** The programs' own options, by their documentation (`text-generation-launcher --help`, `vllm serve --help`). */
const usual: { readonly [Name in Client]?: readonly string[] } = {
  TGI: [
    ...["text-generation-launcher", "--model-id", "{weights}", "--hostname", "{host}", "--port", "{port}"],
    ...["--master-port", "{master_port}", "--num-shard", "{gpus}"]
  ],
  VLLM: [
    ...[
      "vllm",
      "serve",
      "{weights}",
      "--served-model-name",
      "{model}",
      "--host",
      "{host}",
      "--port",
      "{port}"
    ],
    ...["--tensor-parallel-size", "{gpus}"]
  ]
}

/** The paper's settings of TGI: the longest input decides which reviews of IMDB become errors. */
const paperLimits = {
  MAX_CONCURRENT_REQUESTS: "1024",
  MAX_INPUT_LENGTH: "2048",
  MAX_TOTAL_TOKENS: "4096",
  MAX_BATCH_TOTAL_TOKENS: "49152",
  VALIDATION_WORKERS: "4"
}

/** Nothing is sent home. */
const quiet = { USAGE_STATS: "off", VLLM_NO_USAGE_STATS: "1", DO_NOT_TRACK: "1" }

const asTexts = (environment: { readonly [name: string]: string | number }) =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]))

/** The container sees the weights, under the same path as outside, and the GPUs. */
const inContainer = ({ container, models }: Profile["server"], gpus: number): readonly string[] =>
  container === undefined ? [] : [
    container.program,
    "exec",
    ...(gpus === 0 ? [] : ["--nv"]),
    ...(models === undefined ? [] : ["--bind", "{weights}:{weights}:ro"]),
    ...container.binds.flatMap((bind) => ["--bind", bind]),
    "{image}"
  ]

/** The command of a model's server, or why there is none. */
export const serverCommand = (
  { server }: Profile,
  model: ServedModel,
  { args, gpus }: Resources
): Either.Either<ServerCommand, string> =>
  Either.gen(function*() {
    const command = server.command ?? usual[server.client]
    if (command === undefined) {
      return yield* Either.left(`server.command: name the command of a server for ${server.client}`)
    }
    const values = {
      ...Object.fromEntries(nodeValues.map((name) => [name, `{${name}}`])),
      ...{ gpus, model: model.id, name: model.name }
    }
    const words = [...inContainer(server, gpus), ...command, ...server.args, ...args]
    return {
      command: yield* Either.all(words.map((word) => fillIn(word, values))),
      environment: {
        ...quiet,
        ...(server.client === "TGI" ? paperLimits : {}),
        ...asTexts(server.environment)
      }
    }
  })
