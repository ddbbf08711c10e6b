/**
 * The command line, put together from one file per command.
 */
import * as CliConfig from "@effect/cli/CliConfig"
import * as Command from "@effect/cli/Command"
import * as HelpDoc from "@effect/cli/HelpDoc"
import * as Options from "@effect/cli/Options"
import { cache } from "./commands/cache.ts"
import { calibrate } from "./commands/calibrate.ts"
import { compare } from "./commands/compare.ts"
import { config } from "./commands/config.ts"
import { datasets } from "./commands/datasets.ts"
import { demo } from "./commands/demo.ts"
import { doctor } from "./commands/doctor.ts"
import { download } from "./commands/download.ts"
import { id } from "./commands/id.ts"
import { importOriginal } from "./commands/importOriginal.ts"
import { integrity } from "./commands/integrity.ts"
import { jobs } from "./commands/jobs.ts"
import { models } from "./commands/models.ts"
import { plot } from "./commands/plot.ts"
import { prompt } from "./commands/prompt.ts"
import { prompts } from "./commands/prompts.ts"
import { read } from "./commands/read.ts"
import { report } from "./commands/report.ts"
import { reread } from "./commands/reread.ts"
import { results } from "./commands/results.ts"
import { run } from "./commands/run.ts"
import { simulate } from "./commands/simulate.ts"
import { sweep } from "./commands/sweep.ts"
import { table } from "./commands/table.ts"
import { transcript } from "./commands/transcript.ts"
import { view } from "./commands/view.ts"
import { choiceOption } from "./options/choice.ts"
import { logFormats } from "./process/logs.ts"
import { version } from "./process/manifest.ts"

/** Read before the words are parsed, wherever it stands. */
const logFormat = choiceOption(
  "log-format",
  logFormats,
  "What stderr has: text, or json for one object a line (default text)"
).pipe(Options.withDefault("text" as const))

const introspect = Command.make("introspect", { logFormat }).pipe(
  Command.withDescription(
    "Measures whether the explanations that language models give of their answers are faithful"
  ),
  Command.withSubcommands([
    run,
    sweep,
    prompt,
    prompts,
    results,
    transcript,
    report,
    view,
    compare,
    plot,
    table,
    reread,
    integrity,
    importOriginal,
    cache,
    read,
    id,
    download,
    datasets,
    models,
    simulate,
    config,
    doctor,
    calibrate,
    jobs,
    demo
  ])
)

/** Every flag of every command. */
export const knownFlags = (): ReadonlySet<string> =>
  new Set(HelpDoc.toAnsiText(Command.getHelp(introspect, CliConfig.defaultConfig)).match(/--[a-z][a-z-]*/g))

/** Parses the words of a command line, and runs the command. */
export const cli = Command.run(introspect, { name: "introspect", version, executable: "introspect" })
