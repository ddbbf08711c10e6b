/**
 * The commands `introspect prompts list`, `show` and `check`.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"

const program = Effect.promise(() => import("../programs/prompts.ts"))

const list = Command.make("list", {}, () => Effect.flatMap(program, ({ listPacks }) => listPacks)).pipe(
  Command.withDescription("Name the built-in packs")
)

const shown = Args.text({ name: "pack" }).pipe(
  Args.withDescription("A built-in pack or a file (default default)"),
  Args.withDefault("default")
)

const show = Command.make(
  "show",
  { pack: shown },
  ({ pack }) => Effect.flatMap(program, ({ showPack }) => showPack(pack))
).pipe(Command.withDescription("Print a pack as YAML, to begin one of your own with"))

const checked = Args.text({ name: "pack" }).pipe(
  Args.withDescription("A file, YAML or JSON, or a built-in pack")
)

const brief = Options.boolean("brief").pipe(
  Options.withDescription("Only how many prompts there are, not the prompts themselves")
)

const check = Command.make(
  "check",
  { pack: checked, brief },
  (flags) => Effect.flatMap(program, ({ checkPack }) => checkPack(flags))
).pipe(
  Command.withDescription(
    "Check a pack, and show each of its prompts about an example; exit code 2 if the pack cannot be used"
  )
)

export const prompts = Command.make("prompts").pipe(
  Command.withDescription("List, show and check packs of prompts, which `run --pack` takes"),
  Command.withSubcommands([list, show, check])
)
