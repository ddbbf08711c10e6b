/**
 * Flags that say what answers.
 */
import * as Options from "@effect/cli/Options"
import type { Option } from "effect"
import { choiceOption, countOption } from "./choice.ts"

export const clientNames = ["TGI", "VLLM", "OpenAI", "LlamaCpp", "Simulated", "Offline"] as const
export type ClientName = typeof clientNames[number]

/** Clients of servers. */
export type ServerClientName = "TGI" | "VLLM" | "OpenAI"

/** Where each kind of server usually is: TGI's is where the original expected it. */
export const usualEndpoints: { readonly [Name in ServerClientName]: string } = {
  TGI: "http://127.0.0.1:20002",
  VLLM: "http://127.0.0.1:8000",
  OpenAI: "https://api.openai.com/v1"
}

/** The variables that programs for OpenAI's API share. */
export const openAiVariables = { key: "OPENAI_API_KEY", endpoint: "OPENAI_BASE_URL" } as const

/** The simulated model's behaviour without `--profile`. */
export const usualProfile = "faithful"

export const profileOption = Options.text("profile").pipe(
  Options.withDescription(
    "The simulated model's behaviour: faithful, unfaithful, mixed:P, redacts-everything, always-unknown or "
      + "never-unknown, then ,accuracy=A ,refusal=R ,unreadable=U (default faithful)"
  ),
  Options.withDefault(usualProfile)
)

export const clientOptions = {
  client: Options.optional(
    choiceOption(
      "client",
      clientNames,
      "What answers: a server by the API of TGI, vLLM or OpenAI, a GGUF file in this process, the simulated model, or "
        + "only the cache (default TGI, or Offline when RUN_OFFLINE is set)"
    )
  ),
  endpoint: Options.text("endpoint").pipe(
    Options.withPseudoName("url"),
    Options.withDescription(
      "URL of the server; several, or a comma list, for servers of the same model (default: TGI "
        + `${usualEndpoints.TGI}, VLLM ${usualEndpoints.VLLM}, OpenAI $${openAiVariables.endpoint}, else `
        + `${usualEndpoints.OpenAI})`
    ),
    Options.repeated
  ),
  apiKeyEnv: Options.text("api-key-env").pipe(
    Options.withPseudoName("name"),
    Options.withDescription(
      `The environment variable that holds the server's key (default for OpenAI: ${openAiVariables.key})`
    ),
    Options.optional
  ),
  header: Options.text("header").pipe(
    Options.withPseudoName("Name: value"),
    Options.withDescription("One more header of each request, kept nowhere"),
    Options.repeated
  ),
  vllmLegacy: Options.boolean("vllm-legacy").pipe(
    Options.withDescription("The VLLM server is vLLM's old one, with POST /generate")
  ),
  modelPath: Options.text("model-path").pipe(
    Options.withPseudoName("file"),
    Options.withDescription("The GGUF file of LlamaCpp"),
    Options.optional
  ),
  sequences: Options.optional(
    countOption(
      "sequences",
      1,
      "Answers that LlamaCpp generates at once (default 1: beside others, an answer can differ from the one asked alone)"
    )
  ),
  threads: Options.optional(
    countOption("threads", 1, "Threads of LlamaCpp (default one for each core that this process may use)")
  ),
  contextSize: Options.optional(
    countOption(
      "context-size",
      1,
      "Tokens of a prompt and its answer in LlamaCpp (default what the model was trained on, at most 8192)"
    )
  ),
  profile: profileOption
}

/** The values of these flags. */
export interface ClientFlags {
  readonly client: Option.Option<ClientName>
  readonly endpoint: readonly string[]
  readonly apiKeyEnv: Option.Option<string>
  readonly header: readonly string[]
  readonly vllmLegacy: boolean
  readonly modelPath: Option.Option<string>
  readonly sequences: Option.Option<number>
  readonly threads: Option.Option<number>
  readonly contextSize: Option.Option<number>
  readonly profile: string
}
