/**
 * The commands `introspect cache …`.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { storageOptions } from "../options/storage.ts"

const json = Options.boolean("json").pipe(Options.withDescription("Print one JSON document"))

const stats = Command.make(
  "stats",
  { ...storageOptions, json },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/cache/stats.ts")),
      (program) => program.stats(flags)
    )
).pipe(Command.withDescription("How much is cached, of which models, real or simulated"))

const merge = Command.make(
  "merge",
  {
    sources: Args.text({ name: "cache" }).pipe(
      Args.withDescription(
        "A cache, such as OTHER-DIR/cache/generations.sqlite, such a DIR, or postgres://…"
      ),
      Args.atLeast(1)
    ),
    into: Options.text("into").pipe(
      Options.withPseudoName("cache"),
      Options.withDescription(
        "The cache that gets everything, made where there is none; its answers stay first"
      )
    ),
    json
  },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/cache/merge.ts")),
      (program) => program.merge(flags)
    )
).pipe(Command.withDescription("Bring caches together; twice is as good as once"))

const exportCommand = Command.make(
  "export",
  {
    experiment: Options.text("experiment").pipe(
      Options.withPseudoName("id"),
      Options.withDescription("The experiment's id, or a part that only its id has")
    ),
    out: Options.text("out").pipe(
      Options.withPseudoName("file"),
      Options.withDescription("The file to write (default ID.introspect in this folder)"),
      Options.optional
    ),
    ...storageOptions
  },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/cache/archive.ts")),
      (program) => program.exportExperiment(flags)
    )
).pipe(Command.withDescription("One experiment in one file: specification, records and just its generations"))

const importCommand = Command.make(
  "import",
  { file: Args.text({ name: "file" }), ...storageOptions },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/cache/archive.ts")),
      (program) => program.importExperiment(flags)
    )
).pipe(Command.withDescription("Take in what `introspect cache export` made"))

const verify = Command.make(
  "verify",
  storageOptions,
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/cache/verify.ts")),
      (program) => program.verify(flags)
    )
).pipe(Command.withDescription("Compute every digest again, and let SQLite check its file"))

const gc = Command.make(
  "gc",
  {
    ...storageOptions,
    dry: Options.boolean("dry").pipe(Options.withDescription("Only show what would be removed")),
    json
  },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/cache/gc.ts")),
      (program) => program.gc(flags)
    )
).pipe(
  Command.withDescription("Remove generations and refused requests that no experiment's record refers to")
)

export const cache = Command.make("cache").pipe(
  Command.withDescription("Look at, merge, hand on, check or tidy the generations that are kept"),
  Command.withSubcommands([stats, merge, exportCommand, importCommand, verify, gc])
)
