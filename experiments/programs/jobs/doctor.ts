/**
 * `introspect jobs doctor`: what a cluster's profile names, and whether it is there.
 */
import { Effect, Option } from "effect"
import { existsSync } from "node:fs"
import { runProgram } from "../../../layers/processes/run.ts"
import { Slurm } from "../../../layers/slurm/Slurm.ts"
import type { Profile } from "../../../src/jobs/Profile.ts"
import { shellWords } from "../../../src/jobs/script.ts"
import { type Check, checkTable, problemsOf } from "../../display/checks.ts"
import { ProblemsFound } from "../../errors/ProblemsFound.ts"
import { print } from "../../process/print.ts"
import { machineChecks } from "../doctor/machine.ts"
import { readGrid } from "../sweep/grid.ts"
import { readCluster, slurmOf } from "./cluster.ts"
import { introspectCommand } from "./folders.ts"
import { missingDatasets, weightsOf } from "./needed.ts"

const ok = (what: string, detail: string): Check => ({ what, state: "ok", detail })
const problem = (what: string, detail: string): Check => ({ what, state: "problem", detail })

/** Whether Slurm answers, and has the partition. */
const slurmCheck = ({ slurm }: Profile) =>
  Effect.match(Effect.flatMap(Slurm, ({ partitions }) => partitions), {
    onFailure: ({ message }) => problem("Slurm", message),
    onSuccess: (names) =>
      slurm.partition === undefined || slurm.partition.split(",").every((name) => names.includes(name))
        ? ok("Slurm", `partitions ${names.join(", ")}`)
        : problem("Slurm", `slurm.partition: there is no ${slurm.partition}; there are ${names.join(", ")}`)
  })

/** Whether a shell with the profile's modules and set-up has a program. */
const programCheck = Effect.fnUntraced(function*({ modules, setup }: Profile, program: string) {
  const lines = [...modules.map((name) => `module load ${shellWords([name])}`), ...setup]
  const script = [...lines, `command -v ${shellWords([program])}`].join("\n")
  const found = yield* Effect.option(runProgram(["bash", "-lc", script]))
  const where = Option.match(found, {
    onNone: () => null,
    onSome: ({ code, stdout }) => code === 0 ? stdout.trim().split("\n").at(-1) ?? null : null
  })
  return where === null
    ? problem(program, "not here, with the profile's modules and set-up; it may be on the nodes alone")
    : ok(program, where)
})

const serverProgram = ({ server }: Profile): string =>
  server.container?.program ?? server.command?.[0]
    ?? (server.client === "VLLM" ? "vllm" : "text-generation-launcher")

const imageCheck = ({ server: { container } }: Profile): readonly Check[] => {
  if (container === undefined) return []
  return [
    existsSync(container.image)
      ? ok("image", container.image)
      : problem("image", `${container.image} is not there: introspect jobs prepare builds it`)
  ]
}

/** The weights and data sets of a grid, where one is named. */
const gridChecks = Effect.fnUntraced(function*(profile: Profile, grid: Option.Option<string>) {
  if (Option.isNone(grid)) return []
  const cells = yield* readGrid(grid.value)
  const missing = yield* missingDatasets(cells, profile.persistent_dir)
  const weights = weightsOf(profile, cells).flatMap(({ folder, isThere, model }): readonly Check[] => {
    if (folder === null) return []
    return [
      isThere
        ? ok("weights", folder)
        : problem("weights", `${folder} is not there: introspect jobs prepare downloads ${model.id}`)
    ]
  })
  return [
    ...weights,
    missing.length === 0
      ? ok("data sets", "all of the grid's are here")
      : problem("data sets", `not here: ${missing.join(", ")} (introspect jobs prepare)`)
  ]
})

/** Looks at all that jobs need, prints it, and fails when something is missing. */
export const doctor = Effect.fnUntraced(
  function*({ cluster: name, grid, json }: {
    readonly cluster: string
    readonly grid: Option.Option<string>
    readonly json: boolean
  }) {
    const { path, profile } = yield* readCluster(name)
    const checks = [
      ok("profile", path),
      ...yield* machineChecks(profile.persistent_dir),
      ok("jobs run", shellWords(introspectCommand(profile.persistent_dir))),
      yield* Effect.provide(slurmCheck(profile), slurmOf(profile)),
      yield* programCheck(profile, serverProgram(profile)),
      ...imageCheck(profile),
      ...yield* gridChecks(profile, grid)
    ]
    yield* print(json ? JSON.stringify(checks) : checkTable(checks))
    const count = problemsOf(checks)
    if (count > 0) return yield* new ProblemsFound({ count })
  }
)
