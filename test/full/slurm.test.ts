/**
 * A grid on a real Slurm: servers that die, jobs that are preempted, requeued and cancelled. In the end everything is as a
 * run on one machine leaves it, and the servers' own counts tell how many generations were asked for twice.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Scope } from "effect"
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll } from "vitest"
import { type Ended, startIn } from "../support/introspect.ts"
import { rawSqlite } from "../support/rawSqlite.ts"
import { hurry, type SlurmCluster, slurmCluster, slurmMissing } from "../support/slurm.ts"

if (slurmMissing !== null) {
  process.stderr.write(`LEFT OUT: the tests on a real Slurm: ${slurmMissing}\n`)
}

const entry = fileURLToPath(new URL("../../dist/bin/introspect.js", import.meta.url))
const countingServer = fileURLToPath(new URL("../support/countingServer.mjs", import.meta.url))

const workers = 4
const models = ["faithful", "mixed:0.5"]
const cells = 8

const gridOf = (client: string) => `
models:
${
  models.map((profile) =>
    `  - { name: "simulated/${profile}", type: Llama2, max_workers: ${workers}${
      client ? `, ${client}, profile: "${profile}"` : ""
    } }`
  ).join("\n")
}
datasets: ["simulated-babi-1:60", sample-sentiment]
limit: 60
tasks: [classify, redacted]
`

/** Two cells fit into a job: those of one data set. */
const profileOf = (folder: string, completionLog: string) => `
persistent_dir: ${folder}/shared
local_dir: ${folder}/node
bring_back: 2s
slurm:
  partition: spare
  warning: 15s
  max_time: "0:20"
  job_time: "0:04"
  parallel: 2
  completion_log: ${completionLog}
server:
  client: TGI
  startup: 1m
  restarts: 3
  command:
    - sh
    - -c
    - 'echo $$ >"$0/$1.pid"; exec "$2" "$3" "$1" "$0/counts" "\${4#simulated/}" 700ms "$5"'
    - ${folder}/servers
    - "{port}"
    - ${process.execPath}
    - ${countingServer}
    - "{name}"
    - ${entry}
resources:
  - { gpus: 1, cpus: 1, memory: 100M }
times:
  - { time: "0:02" }
`

interface Row {
  readonly id: string
  readonly standing: string
  readonly job: string | null
  readonly complete: number
}

const recordsIn = (results: string) =>
  Effect.runPromise(Effect.scoped(Effect.forEach(
    readdirSync(results).filter((name) => name.endsWith(".sqlite")).toSorted(),
    (name) =>
      Effect.map(rawSqlite(join(results, name)), ({ rows }) => [
        name,
        rows(
          `SELECT idx, label, correct, verdict, applicability, error, readers,
            (SELECT json_group_array(json_remove(session.value, '$.durationMillis'))
              FROM json_each(sessions) AS session) AS sessions
          FROM observation ORDER BY idx`
        )
      ])
  )))

const countIn = (file: string, sql: string) =>
  Effect.runPromise(
    Effect.scoped(Effect.map(rawSqlite(file), ({ rows }) => (rows(sql)[0] as { n: number }).n))
  )

describe.runIf(slurmMissing === null)("a grid on Slurm", () => {
  const scope = Effect.runSync(Scope.make())
  const folder = mkdtempSync(join(tmpdir(), "introspect-jobs-"))
  const grid = join(folder, "grid.yaml")
  const [servers, shared] = [join(folder, "servers"), join(folder, "shared")]
  let cluster: SlurmCluster

  const command = async (...args: readonly string[]): Promise<Ended> =>
    await startIn({ folder, env: { ...cluster.env } }, ...args).ended

  const jobs = async (what: string, ...args: readonly string[]): Promise<string> => {
    const { code, stderr, stdout } = await command("jobs", what, grid, "--cluster", "profile.yaml", ...args)
    if (code !== 0) throw new Error(`jobs ${what}: ${code}\n${stdout}${stderr}`)
    return stdout
  }

  const status = async (): Promise<readonly Row[]> => JSON.parse(await jobs("status", "--json")).cells

  const asked = () => readFileSync(join(servers, "counts"), "utf8").split("\n").length - 1

  /** Waits for something, while requeued jobs need not wait for their two minutes. */
  const until = async (what: string, condition: () => boolean | Promise<boolean>) => {
    for (let tries = 0; !(await condition()); tries++) {
      if (tries === 150) {
        throw new Error(`waited in vain: ${what}\n${cluster.slurm("squeue", "-r")}\n${await jobs("status")}`)
      }
      hurry(cluster)
      await sleep(500)
    }
  }

  const running = () =>
    cluster.slurm("squeue", "-r", "-h", "-t", "RUNNING", "-o", "%i %j").split("\n")
      .filter((line) => line.includes("introspect-simulated")).map((line) => line.split(" ")[0]!)

  const pids = () => readdirSync(servers).filter((name) => name.endsWith(".pid"))

  beforeAll(async () => {
    cluster = await Effect.runPromise(Scope.extend(slurmCluster, scope))
    for (const path of [servers, join(folder, "node")]) mkdirSync(path)
    appendFileSync(join(servers, "counts"), "")
    writeFileSync(grid, gridOf(""))
    writeFileSync(join(folder, "local.yaml"), gridOf("client: Simulated"))
    writeFileSync(join(folder, "profile.yaml"), profileOf(folder, cluster.completionLog))
  })
  afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))

  it("ends as a run on one machine does, whatever happens on the way", async () => {
    const submitted = await jobs("submit")
    expect(submitted).toContain(`${cells} of ${cells} cells to submit`)
    // Idempotent: everything is in the queue.
    expect(await jobs("submit")).toContain(`0 of ${cells} cells to submit`)

    await until("two jobs ask", () => running().length === 2 && asked() > 20)
    expect((await status()).filter(({ standing }) => standing === "running")).toHaveLength(4)

    // A server is killed in the middle: it is started again, and the run waits.
    const [victim] = pids()
    process.kill(Number(readFileSync(join(servers, victim!), "utf8")), "SIGKILL")
    const states = () =>
      readdirSync(join(shared, "jobs", "grid")).filter((name) => name.endsWith(".state.json"))
        .map((name) => JSON.parse(readFileSync(join(shared, "jobs", "grid", name), "utf8")))
    await until(
      "the server is started again",
      () => states().some(({ serverRestarts }) => serverRestarts === 1)
    )

    // Somebody more important needs the node: both jobs stop in order, and wait.
    const askedBefore = asked()
    await until("they ask again", () => running().length === 2 && asked() > askedBefore + 10)
    const preempted = running()
    cluster.slurm("sbatch", "--cpus-per-task=4", "--time=1", "--output=/dev/null", "--wrap", "sleep 5")
    const hasStopped = (id: string) =>
      states().some(({ jobId, phase, restarts }) => jobId === id && (phase === "requeued" || restarts > 0))
    await until("both are preempted", () => preempted.every(hasStopped))
    await until("they run again", () => running().length === 2)

    // The administrator requeues one of them.
    const afterPreemption = asked()
    await until("they ask again", () => asked() > afterPreemption + 5)
    const [requeued, cancelled] = running()
    cluster.slurm("scontrol", "requeue", requeued!)

    // The user cancels another, and submits it again: only its cells.
    const row = (await status()).find(({ job, standing }) => job === cancelled && standing === "running")
    if (row !== undefined) {
      expect(await jobs("cancel", "--only", row.id)).toContain(`cancelled: ${cancelled}`)
      await until(
        "it is gone",
        () => !cluster.slurm("squeue", "-r", "-h", "-o", "%i").split("\n").includes(cancelled!)
      )
      expect(await jobs("submit")).toMatch(/^[12] of 8 cells to submit/)
    }

    await until("all has ended", () => cluster.slurm("squeue", "-h") === "")
    expect((await status()).map(({ standing }) => standing)).toEqual(
      Array.from({ length: cells }, () => "finished")
    )
    expect(await jobs("submit")).toContain(`0 of ${cells} cells to submit, ${cells} finished`)

    const local = await command("sweep", "local.yaml", "--persistent-dir", "here", "--quiet")
    expect(local.code).toBe(0)
    const here = join(folder, "here")
    expect(await recordsIn(join(shared, "results", "analysis"))).toEqual(
      await recordsIn(join(here, "results", "analysis"))
    )

    // The last job has merged everything: every record's generations are in the cache.
    const generations = "SELECT count(*) AS n FROM generation"
    const distinct = await countIn(join(here, "cache", "generations.sqlite"), generations)
    expect(await countIn(join(shared, "cache", "generations.sqlite"), generations)).toBe(distinct)
    expect(
      await countIn(join(shared, "cache", "generations.sqlite"), "SELECT count(*) AS n FROM alternative")
    ).toBe(0)
    const repeated = asked() - distinct
    process.stderr.write(
      `a server killed, two jobs preempted, one requeued${
        row === undefined ? "" : ", one cancelled"
      }: ${repeated} of ${distinct} generations were asked for again\n`
    )
    // In flight when the servers died, and one alone before each run.
    expect(repeated).toBeLessThanOrEqual(3 * workers + 8)
    expect(readdirSync(join(folder, "node"))).toEqual([])
  })

  it("serves a model alone, and says how to reach it", async () => {
    const [model] = models
    const { code, stderr, stdout } = await command(
      "jobs",
      "serve",
      `simulated/${model}`,
      "--cluster",
      "profile.yaml",
      "--time",
      "0:05",
      "--port",
      "20777"
    )
    expect(code, stderr).toBe(0)
    const [, port] = /^ssh -N -f -L localhost:20777:[^:]+:(\d+) /m.exec(stdout) ?? []
    const reply = await fetch(`http://127.0.0.1:${port}/info`)
    expect(await reply.json()).toMatchObject({ model_id: `simulated/${model}` })
    const [, job = ""] = /^scancel (\S+)$/m.exec(stdout) ?? []
    cluster.slurm("scancel", job)
    await until("it is gone", () => cluster.slurm("squeue", "-h") === "")
    await expect(fetch(`http://127.0.0.1:${port}/info`)).rejects.toThrow("fetch failed")
  })
})
