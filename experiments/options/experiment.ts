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

export const modelsOption = text(
  "models",
  "A list of models of your own by short names, JSON or YAML, taken before the built-in one"
)

export const experimentOptions = {
  modelName: text("model-name", "Short name of a model, as introspect models lists them"),
  modelId: text(
    "model-id",
    "Any model: the Hub's owner/name, or the name that its server knows (default: the known model's)"
  ),
  modelRevision: text(
    "model-revision",
    "Branch, tag or commit of the model on the Hub (default: main for its chat template, and not part of the experiment)"
  ),
  modelType: Options.optional(
    choiceOption(
      "model-type",
      ChatFormatName.literals,
      "Chat format: one of the paper's, Template for the model's own, from the Hub, or Chat to leave it to the server "
        + "(default: the known model's, else Chat)"
    )
  ),
  template: text(
    "template",
    "Where the chat template of --model-type Template is: a folder with tokenizer_config.json or chat_template.jinja, "
      + "or such a file (default: the model on the Hub)"
  ),
  models: modelsOption,
  systemMessage: text(
    "system-message",
    "none, default (the publisher's), a text, or @file for the text of a file (default: the model's usual one)"
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
  pack: text(
    "pack",
    "The wording of the prompts: default, structured (answers in JSON), or a file of your own, YAML or JSON "
      + "(introspect prompts shows and checks them; default default)"
  )
}

/** The values of these flags. */
export interface ExperimentFlags extends ReadingFlags {
  readonly modelName: Option.Option<string>
  readonly modelId: Option.Option<string>
  readonly modelRevision: Option.Option<string>
  readonly modelType: Option.Option<ChatFormatName>
  readonly template: Option.Option<string>
  readonly models: Option.Option<string>
  readonly systemMessage: Option.Option<string>
  readonly dataset: string
  readonly split: Split
  readonly task: TaskName
  readonly taskConfig: readonly string[]
  readonly seed: number
  readonly params: ParamChanges
  readonly pack: Option.Option<string>
}
