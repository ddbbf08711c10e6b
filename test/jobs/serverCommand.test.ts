import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { expandVariables, fillIn } from "../../src/jobs/placeholders.ts"
import { serverCommand } from "../../src/jobs/serverCommand.ts"
import { profileWith } from "../support/jobs.ts"

const model = { name: "llama2-70b", id: "meta-llama/Llama-2-70b-chat-hf" }
const resources = { gpus: 4, cpus: 24, memory: "128G", args: [] }

const commandOf = (server: object, change: Partial<typeof resources> = {}) =>
  serverCommand(profileWith({ server }), model, { ...resources, ...change })

describe("the command of a server", () => {
  it("TGI in a container, with the paper's limits", () => {
    const { command, environment } = Either.getOrThrow(commandOf({
      client: "TGI",
      container: { program: "singularity", image: "/tgi.sif", binds: ["/data"] },
      models: "/models"
    }))
    expect(command.join(" ")).toBe(
      "singularity exec --nv --bind {weights}:{weights}:ro --bind /data {image} text-generation-launcher "
        + "--model-id {weights} --hostname {host} --port {port} --master-port {master_port} --num-shard 4"
    )
    expect(environment).toMatchObject({
      MAX_CONCURRENT_REQUESTS: "1024",
      MAX_INPUT_LENGTH: "2048",
      MAX_TOTAL_TOKENS: "4096",
      MAX_BATCH_TOTAL_TOKENS: "49152",
      VALIDATION_WORKERS: "4"
    })
  })

  it("vLLM as a program of the node, with arguments of the profile and of the model's rule", () => {
    const { command, environment } = Either.getOrThrow(
      serverCommand(
        profileWith({ server: { client: "VLLM", args: ["--dtype", "bfloat16"], environment: { A: 1 } } }),
        model,
        { ...resources, args: ["--max-model-len", "4096"] }
      )
    )
    expect(command.join(" ")).toBe(
      "vllm serve {weights} --served-model-name meta-llama/Llama-2-70b-chat-hf --host {host} --port {port} "
        + "--tensor-parallel-size 4 --dtype bfloat16 --max-model-len 4096"
    )
    expect(environment).toMatchObject({ A: "1", VLLM_NO_USAGE_STATS: "1" })
    expect(environment).not.toHaveProperty("MAX_INPUT_LENGTH")
  })

  it("any command; without GPUs, and only with names that there are", () => {
    const any = { client: "OpenAI", command: ["serve", "{name}", "on", "{port}", "${HOME}"] }
    expect(Either.getOrThrow(commandOf(any)).command).toEqual([
      "serve",
      "llama2-70b",
      "on",
      "{port}",
      "${HOME}"
    ])
    expect(Either.getOrThrow(commandOf({ client: "TGI", container: { image: "x" } }, { gpus: 0 })).command)
      .not.toContain("--nv")
    expect(commandOf({ client: "OpenAI", command: ["serve", "{prot}"] })).toMatchObject({
      left: expect.stringContaining("{prot}")
    })
    expect(commandOf({ client: "OpenAI" })).toMatchObject({ left: expect.stringContaining("server.command") })
  })
})

describe("places to be filled in", () => {
  it("a name that there is not is an error that lists those that there are", () => {
    expect(fillIn("{a}-{b}", { a: 1, b: "x" })).toEqual(Either.right("1-x"))
    expect(fillIn("{c}", { a: 1 })).toMatchObject({ left: expect.stringContaining("there are {a}") })
  })

  it("variables are expanded as a shell does", () => {
    const environment = { SCRATCH: "/scratch/me", EMPTY: "" }
    expect(expandVariables("$SCRATCH/x/${SCRATCH}", environment)).toEqual(
      Either.right("/scratch/me/x//scratch/me")
    )
    expect(expandVariables("${EMPTY:-/tmp}/a", environment)).toEqual(Either.right("/tmp/a"))
    expect(expandVariables("$SLURM_TMPDIR", environment)).toMatchObject({
      left: "$SLURM_TMPDIR: the environment has no $SLURM_TMPDIR"
    })
  })
})
