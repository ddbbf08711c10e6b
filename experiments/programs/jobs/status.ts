/**
 * `introspect jobs status`: where each cell of a grid is.
 */
import { Effect } from "effect"
import type { Standing } from "../../../src/jobs/standing.ts"
import { plainTable } from "../../display/plainTable.ts"
import { print } from "../../process/print.ts"
import { chosenCells, type GridFlags } from "./chosen.ts"
import { readCluster, slurmIfAny } from "./cluster.ts"
import { gridFolder } from "./folders.ts"
import { standingsOf } from "./standing.ts"

const rowOf = ({ complete, detail, failed, job, label, observations, standing }: Standing): string[] => [
  standing,
  `${complete.toLocaleString("en-US")} / ${observations.toLocaleString("en-US")}`,
  failed === 0 ? "" : failed.toLocaleString("en-US"),
  job ?? "",
  label,
  detail ?? ""
]

const head = ["", "complete", "failed", "job", "cell", "why or where"]
const colAligns = ["left", "right", "right", "left", "left", "left"] as const

/** `3 finished, 1 running, 2 open`, in a fixed order. */
const summary = (rows: readonly Standing[]): string =>
  (["finished", "running", "waiting", "stopped", "failed", "lost", "open"] as const)
    .map((standing) => [standing, rows.filter((row) => row.standing === standing).length] as const)
    .filter(([, count]) => count > 0)
    .map(([standing, count]) => `${count} ${standing}`)
    .join(", ")

/** Prints the standing of every cell. */
export const status = Effect.fnUntraced(
  function*({ json, ...flags }: GridFlags & { readonly json: boolean }) {
    const { cluster: name, grid } = flags
    const { profile } = yield* readCluster(name)
    const { persistent_dir } = profile
    const cells = yield* chosenCells(flags)
    const folder = gridFolder(persistent_dir, grid)
    const rows = yield* standingsOf(cells, { folder, persistentDir: persistent_dir }).pipe(
      Effect.provide(slurmIfAny(profile))
    )
    if (json) return yield* print(JSON.stringify({ grid, persistent_dir, cells: rows }))
    yield* print(`${plainTable(head, colAligns, rows.map(rowOf))}\n\n${summary(rows)}`)
  }
)
