/**
 * The commands `introspect jobs …`.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { countOption } from "../options/choice.ts"
import { modelsOption } from "../options/experiment.ts"
import { cluster, gridOptions, json, one, timeOption } from "../options/jobs.ts"
import { persistentDir } from "../options/storage.ts"

const plan = Command.make(
  "plan",
  { ...gridOptions, one },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/jobs/submit.ts")),
      (program) => program.plan(flags)
    )
).pipe(Command.withDescription("Print the scripts and the lines of sbatch, and submit nothing"))

const submit = Command.make(
  "submit",
  {
    ...gridOptions,
    one,
    locally: Options.boolean("locally").pipe(
      Options.withDescription("Run the scripts on this machine, one after the other, without Slurm")
    )
  },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/jobs/submit.ts")),
      (program) => program.submit(flags)
    )
).pipe(Command.withDescription("Submit what is neither finished nor in the queue; twice is as good as once"))

const status = Command.make(
  "status",
  { ...gridOptions, json },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/jobs/status.ts")),
      (program) => program.status(flags)
    )
).pipe(Command.withDescription("Where each cell is: finished, running, waiting, failed, or open"))

const cancel = Command.make(
  "cancel",
  gridOptions,
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/jobs/cancel.ts")),
      (program) => program.cancel(flags)
    )
).pipe(Command.withDescription("Take a grid's jobs out of the queue; what they have answered stays"))

const collect = Command.make(
  "collect",
  { persistentDir, json },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/jobs/collect.ts")),
      (program) => program.collect(flags)
    )
).pipe(
  Command.withDescription("Merge what jobs have brought back into the cache; the last job of a grid does it")
)

const serve = Command.make(
  "serve",
  {
    model: Args.text({ name: "model" }).pipe(Args.withDescription("Short name of a model")),
    cluster,
    modelId: Options.text("model-id").pipe(
      Options.withPseudoName("owner/name"),
      Options.withDescription("The Hub's id of a model that introspect models does not list"),
      Options.optional
    ),
    models: modelsOption,
    time: timeOption("time", "3:00", "How long it serves at most"),
    port: countOption("port", 1, "The port on your own machine (default 20002)").pipe(
      Options.withDefault(20002)
    )
  },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/jobs/serve.ts")),
      (program) => program.serve(flags)
    )
).pipe(Command.withDescription("Start a server alone as a job, and print the ssh tunnel to it"))

const run = Command.make(
  "run",
  { script: Args.text({ name: "script" }).pipe(Args.withDescription("The job's script")) },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/jobs/run.ts")),
      (program) => program.run(flags)
    )
).pipe(Command.withDescription("What a job's script becomes, on the node"))

const dry = Options.boolean("dry").pipe(Options.withDescription("Do nothing; print what would be done"))

const prepare = Command.make(
  "prepare",
  { ...gridOptions, dry },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/jobs/prepare.ts")),
      (program) => program.prepare(flags)
    )
).pipe(
  Command.withDescription(
    "On the login node: fetch the image, weights and data sets, and install the program"
  )
)

const sync = Command.make(
  "sync",
  {
    host: Args.text({ name: "host" }).pipe(Args.withDescription("As ssh knows it")),
    direction: Args.choice([["push", "push" as const], ["pull", "pull" as const]], { name: "push|pull" }),
    persistentDir,
    remote: Options.text("remote").pipe(
      Options.withPseudoName("folder"),
      Options.withDescription("The persistent directory there (default its $SCRATCH/introspect)"),
      Options.optional
    ),
    code: Options.text("code").pipe(
      Options.withPseudoName("folder"),
      Options.withDescription("When pushing, also this program, into this folder of the host"),
      Options.optional
    ),
    dry
  },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/jobs/sync.ts")),
      (program) => program.sync(flags)
    )
).pipe(Command.withDescription("Carry results and generations to a cluster, or from it, by rsync"))

const doctor = Command.make(
  "doctor",
  {
    cluster: Args.text({ name: "profile" }).pipe(
      Args.withDescription("mila, narval, generic, or the path of a profile of your own")
    ),
    grid: Options.text("grid").pipe(
      Options.withDescription("Also whether this grid's weights and data sets are there"),
      Options.optional
    ),
    json
  },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/jobs/doctor.ts")),
      (program) => program.doctor(flags)
    )
).pipe(
  Command.withDescription("Check a cluster's profile, and say what is missing; exit code 1 if something is")
)

export const jobs = Command.make("jobs").pipe(
  Command.withDescription("Run a grid on a Slurm cluster, with the inference server inside the job"),
  Command.withSubcommands([prepare, doctor, plan, submit, status, cancel, collect, serve, sync, run])
)
