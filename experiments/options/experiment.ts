/**
 * Flags that say what an experiment is; they determine its id.
 */
import * as Options from "@effect/cli/Options"
import { Effect, type Option } from "effect"
import { ChatFormatName } from "../../src/chat/ChatFormat.ts"
import { type ParamChanges, parseParam } from "../../src/domain/GenerateParams.ts"
import { Split } from "../../src/domain/Observation.ts"
import { TaskName } from "../../src/domain/Variation.ts"
import { choiceOption, countOption, invalid } from "./choice.ts"
import { type ReadingFlags, readingOptions } from "./reading.ts"

const text = (name: string, description: string) =>
  Options.text(name).pipe(Options.withDescription(description), Options.optional)

export const experimentOptions = {
  modelName: text(
    "model-name",
    "Short name of a model (llama2-7b, falcon-40b, mistral-v1-7b, …), or any name with --model-type"
  ),
  modelId: text("model-id", "The Hub's owner/name (default: the known model's, else the name)"),
  modelType: Options.optional(
    choiceOption(
      "model-type",
      ChatFormatName.literals,
      "Chat format (default: the known model's; Chat, the server's own, for others of OpenAI and LlamaCpp)"
    )
  ),
  systemMessage: text(
    "system-message",
    "none, default (the publisher's), or a text (default: the model's usual one)"
  ),
  dataset: Options.text("dataset").pipe(
    Options.withDescription(
      "A name that `introspect datasets` lists (IMDB, RTE, bAbI-1, sample-sentiment, …), the path of a .jsonl, .csv or "
        + ".parquet file, or hub:owner/name[@revision]"
    )
  ),
  ...readingOptions,
  split: choiceOption(
    "split",
    Split.literals,
    "Part of the data set; a file has one, taken for any (default test)"
  ).pipe(Options.withDefault("test" as const)),
  task: choiceOption("task", TaskName.literals, "What is asked of the model"),
  taskConfig: Options.text("task-config").pipe(
    Options.withPseudoName("flag…"),
    Options.withDescription(
      "Variations of the prompts, a list: m-removed, c-no-redacted, c-persona-you, c-persona-human, i-persona-…, "
        + "i-options, e-persona-…, e-implicit-target, e-short"
    ),
    Options.repeated
  ),
  seed: countOption("seed", 0, "Seeds the sampling and the order of the observations (default 0)").pipe(
    Options.withDefault(0)
  ),
  params: Options.text("param").pipe(
    Options.withPseudoName("name=value|none"),
    Options.withDescription(
      "Changes a sampling parameter, or leaves it out: temperature, top_p, top_k, repetition_penalty, max_new_tokens"
    ),
    Options.repeated,
    Options.mapEffect((texts) =>
      Effect.map(
        Effect.forEach(texts, (text) =>
          Effect.catchAll(parseParam(text), (problem) => invalid("param", problem))),
        (changes): ParamChanges =>
          Object.fromEntries(changes)
      )
    )
  ),
  prompts: text("prompts", "A prompt pack, JSON or YAML (default: the built-in one)")
}

/** The values of these flags. */
export interface ExperimentFlags extends ReadingFlags {
  readonly modelName: Option.Option<string>
  readonly modelId: Option.Option<string>
  readonly modelType: Option.Option<ChatFormatName>
  readonly systemMessage: Option.Option<string>
  readonly dataset: string
  readonly split: Split
  readonly task: TaskName
  readonly taskConfig: readonly string[]
  readonly seed: number
  readonly params: ParamChanges
  readonly prompts: Option.Option<string>
}
