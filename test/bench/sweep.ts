/**
 * A sweep against cells one by one, and against what the server allows at best: `npm run bench -- sweep`.
 *
 * The llama2-70b part of the paper's grid, on 200 observations of each data set, at a simulated server in a process of
 * its own that takes a fixed time for each answer. Generated data of the same category stands in for the four data sets.
 * The bound is the time that the distinct generations take when no slot is ever idle.
 *
 * Slots and service time are such that neither process needs a whole core; the CPU is shown, so that one can tell. Files
 * are on a memory disk where there is one (TMPDIR says otherwise): what a busy disk takes to make 132 files is not what
 * is measured. One by one, 200 observations cannot fill the slots to the end of each cell: that is the point.
 *
 * `npm run bench -- sweep 50` takes 50 observations; `… sweep 200 together` leaves the cells one by one out, and
 * `… sweep 200 apart` the sweep.
 */
import { Duration, Effect, Either, Exit, Layer, Logger, LogLevel } from "effect"
import { type ChildProcessByStdio, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Readable, Writable } from "node:stream"
import { fileURLToPath } from "node:url"
import { parse } from "yaml"
import { tuneCollector } from "../../experiments/process/collector.ts"
import * as SqliteCache from "../../layers/cache/Sqlite.ts"
import * as Tgi from "../../layers/clients/Tgi.ts"
import { generatedDataset } from "../../layers/datasets/GeneratedCategories.ts"
import * as SqliteResults from "../../layers/results/Sqlite.ts"
import type { CategoryName } from "../../src/domain/Observation.ts"
import { runExperiment } from "../../src/experiment/running/run.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import { Datasets } from "../../src/storage/Datasets.ts"
import type { Cell } from "../../src/sweep/Cell.ts"
import { makeCellProgress } from "../../src/sweep/CellProgress.ts"
import { decodeGrid } from "../../src/sweep/decodeGrid.ts"
import { expandGrid } from "../../src/sweep/expandGrid.ts"
import { runCells } from "../../src/sweep/runCells.ts"
import { showLoad } from "./measure.ts"

// As the command does.
tuneCollector()

const [, , size = "200", part = "all"] = process.argv
const observations = Number(size)
const slots = 256
const serviceMillis = 360
const profile = "mixed:0.6,accuracy=0.9"

/** What stands in for each data set: its category, and the seed of its texts. */
const standIns: { readonly [name: string]: readonly [CategoryName, seed: number] } = {
  IMDB: ["sentiment", 1],
  RTE: ["entailment", 2],
  "bAbI-1": ["multi-choice", 3],
  MCTest: ["multi-choice", 4]
}

const datasets = Layer.succeed(Datasets, {
  names: Object.keys(standIns),
  open: (name) => {
    const [category, seed] = standIns[name]!
    return Effect.succeed({ ...generatedDataset(category, observations, seed), name })
  }
})

const cells: readonly Cell[] = Either.getOrThrow(
  Either.flatMap(decodeGrid(parse(readFileSync("jobs/paper.yaml", "utf8"))), (grid) => expandGrid(grid))
).filter(({ model }) => model.name === "llama2-70b")

type Server = ChildProcessByStdio<Writable, Readable, null>

const startServer = async () => {
  const entry = fileURLToPath(new URL("simulatedServer.mjs", import.meta.url))
  const server: Server = spawn(process.execPath, [entry, profile, String(serviceMillis)], {
    stdio: ["pipe", "pipe", "inherit"]
  })
  const [url] = await once(server.stdout, "data")
  return { server, url: String(url).trim() }
}

const stopServer = async (server: Server): Promise<number> => {
  server.stdin.end()
  const [seconds] = await once(server.stdout, "data")
  return Number(seconds)
}

interface Outcome {
  readonly generations: number
}

const inference = (url: string) => pipeline(Tgi.layer({ endpoint: url }), { maxWorkers: slots })

/** All cells at once, over one cache. */
const together = (url: string, folder: string): Effect.Effect<Outcome, unknown> =>
  runCells(cells.map(makeCellProgress), {}).pipe(
    Effect.map((outcomes) => {
      const reports = outcomes.map(({ exit }) =>
        Exit.getOrElse(exit, (cause) => {
          throw new Error(`a cell stopped: ${cause}`)
        })
      )
      return { generations: reports.reduce((sum, { generations }) => sum + generations.sent, 0) }
    }),
    Effect.provide(inference(url)),
    Effect.provide(SqliteCache.layer({ location: join(folder, "cache.sqlite") })),
    Effect.provide(SqliteResults.layer({ folder: join(folder, "results") })),
    Effect.provide(datasets)
  )

/** One cell after another, each with a cache of its own, as the original does. */
const apart = (url: string, folder: string): Effect.Effect<Outcome, unknown> =>
  Effect.forEach(cells, ({ experiment }, i) =>
    runExperiment(experiment).pipe(
      Effect.provide(inference(url)),
      Effect.provide(SqliteCache.layer({ location: join(folder, `cache-${i}.sqlite`) })),
      Effect.provide(SqliteResults.layer({ folder: join(folder, "results") })),
      Effect.provide(datasets)
    )).pipe(
      Effect.map((reports) => ({
        generations: reports.reduce((sum, { generations }) => sum + generations.sent, 0)
      }))
    )

const memoryDisk = "/dev/shm"
const folderOfFiles = process.env["TMPDIR"] ?? (existsSync(memoryDisk) ? memoryDisk : tmpdir())

const measure = async (
  name: string,
  run: (url: string, folder: string) => Effect.Effect<Outcome, unknown>
) => {
  const folder = mkdtempSync(join(folderOfFiles, "introspect-bench-"))
  const { server, url } = await startServer()
  const before = process.cpuUsage()
  const start = performance.now()
  const { generations } = await Effect.runPromise(
    Logger.withMinimumLogLevel(run(url, folder), LogLevel.Error)
  )
  const seconds = (performance.now() - start) / 1000
  const { system, user } = process.cpuUsage(before)
  const serverCpu = await stopServer(server)
  rmSync(folder, { recursive: true })
  const cpu = (system + user) / 1e6
  const share = (of: number) => `${Math.round(100 * of / seconds)} %`
  console.log(
    `  ${name.padEnd(30)} ${String(generations).padStart(6)} generations  ${
      seconds.toFixed(1).padStart(6)
    } s  `
      + `${Math.round(generations / seconds)} generations/s  CPU: runner ${share(cpu)}, server ${
        share(serverCpu)
      } of a core`
  )
  return { generations, seconds }
}

await showLoad()
console.log(
  `${cells.length} cells, ${observations} observations each; ${slots} slots, ${
    Duration.format(Duration.millis(serviceMillis))
  } an answer`
)
const all = part === "apart" ? null : await measure("a sweep", together)
if (all !== null) {
  const bound = all.generations * serviceMillis / 1000 / slots
  console.log(
    `  the bound: ${bound.toFixed(1)} s, of which the sweep reaches ${(bound / all.seconds).toFixed(3)}`
  )
}
const one = part === "together" ? null : await measure("cells one by one", apart)
if (all !== null && one !== null) {
  console.log(
    `  the sweep sends ${(all.generations / one.generations).toFixed(2)} of the generations in ${
      (all.seconds / one.seconds).toFixed(2)
    } of the time`
  )
}
