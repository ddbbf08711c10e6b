/**
 * The commands about jobs as a user runs them, with stand-ins for what is on a cluster alone.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { hostname, tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { startIn } from "../../support/introspect.ts"
import { introspect, introspectIn } from "../../support/keptIntrospect.ts"
import { standIns } from "../../support/standIns.ts"
import { answersIn, fillCache } from "../../support/storage.ts"

const entry = fileURLToPath(new URL("../../../dist/bin/introspect.js", import.meta.url))

const grid = `
models: [{ name: "simulated/faithful", type: Llama2 }]
datasets: [sample-sentiment, sample-entailment]
tasks: [classify, redacted]
limit: 8
`

const profile = (folder: string, server: string) => `
persistent_dir: ${folder}/shared
local_dir: ${folder}
slurm: { partition: gpu }
server:
${server}
resources: [{ gpus: 2, cpus: 4, memory: 8G }]
times: [{ time: "1:00" }]
`

const container = (folder: string) => `
  client: TGI
  startup: 1m
  models: ${folder}/models
  copy: true
  container: { program: apptainer, image: ${folder}/images/tgi.sif, source: "docker://tgi", binds: [/data] }
`

/** An own folder with a grid, a profile, and stand-ins. */
const makePlace = (programs: { readonly [name: string]: string }, server = container) => {
  const folder = mkdtempSync(join(tmpdir(), "introspect-jobs-"))
  writeFileSync(join(folder, "grid.yaml"), grid)
  writeFileSync(join(folder, "profile.yaml"), profile(folder, server(folder)))
  const { calls, path } = standIns(folder, programs)
  const place = { folder, env: { PATH: path } }
  const jobs = (...args: readonly string[]) => introspectIn(place, "jobs", ...args)
  // A job that runs here writes to the stderr of the command's process.
  const here = (...args: readonly string[]) => startIn(place, "jobs", ...args, "--locally").ended
  const alone = (...args: readonly string[]) => startIn(place, "jobs", ...args)
  return { folder, calls, jobs, here, alone }
}

const onGrid = ["grid.yaml", "--cluster", "profile.yaml"]
const emptyQueue = { squeue: "", sbatch: "echo 41", sinfo: "echo gpu", sacct: "exit 1", scancel: "" }

describe("introspect jobs submit", () => {
  it("submits an array for a model, and a job that collects after it", async () => {
    const { calls, folder, jobs } = makePlace(emptyQueue)
    const { code, stderr, stdout } = await jobs("submit", ...onGrid)
    expect([code, stderr]).toEqual([0, ""])
    expect(stdout).toContain("4 of 4 cells to submit")
    const script = join(folder, "shared", "jobs", "grid", "simulated-faithful-1.sh")
    expect(calls().filter((line) => line.startsWith("sbatch"))).toEqual([
      `sbatch --parsable ${script}`,
      `sbatch --parsable --dependency=afterany:41 ${join(folder, "shared", "jobs", "grid", "collect.sh")}`
    ])
    expect(readFileSync(script, "utf8")).toContain("#SBATCH --gpus-per-task=2")
  })

  it("leaves out what is in the queue", async () => {
    const place = makePlace({
      ...emptyQueue,
      squeue: `[[ -f queue ]] && cat queue; exit 0`
    })
    await place.jobs("submit", ...onGrid, "--task", "classify")
    const script = join(place.folder, "shared", "jobs", "grid", "simulated-faithful-1.sh")
    writeFileSync(join(place.folder, "queue"), `41_0|0|PENDING|Priority|name|0:00|1:30:00||${script}\n`)
    const again = await place.jobs("submit", ...onGrid)
    expect(again.stdout).toContain("2 of 4 cells to submit, 2 waiting")
    const { cells } = JSON.parse((await place.jobs("status", ...onGrid, "--json")).stdout)
    const standings = cells.map(({ standing }: { standing: string }) => standing)
    expect(standings).toEqual(["waiting", "open", "waiting", "open"])
    expect((await place.jobs("cancel", ...onGrid)).stdout).toContain("cancelled: 41_0")
    expect(place.calls().at(-1)).toBe("scancel 41_0")
  })

  it("submits nothing where the queue cannot be seen, or a model has no rule", async () => {
    const blind = makePlace({ ...emptyQueue, squeue: "echo 'slurm is down' >&2; exit 1" })
    const refused = await blind.jobs("submit", ...onGrid)
    expect([refused.code, refused.stderr]).toEqual([1, "error: squeue: slurm is down\n"])
    expect(blind.calls().filter((line) => line.startsWith("sbatch"))).toEqual([])
    expect(readdirSync(join(blind.folder, "shared", "jobs", "grid"))).toEqual([])
    expect(readdirSync(join(blind.folder, "shared"))).toEqual(["jobs"])
  })

  it("only plans where the queue cannot be seen, and makes nothing", async () => {
    const blind = makePlace({ ...emptyQueue, squeue: "echo 'slurm is down' >&2; exit 1" })
    const planned = await blind.jobs("plan", ...onGrid)
    expect(planned.code).toBe(0)
    expect(planned.stderr).toContain("what is in the queue is not known")
    expect(planned.stdout).toContain("sbatch --parsable")
    expect(existsSync(join(blind.folder, "shared"))).toBe(false)
    writeFileSync(join(blind.folder, "grid.yaml"), "models: [nobody]\n")
    expect((await blind.jobs("submit", ...onGrid)).code).toBe(2)
    expect(existsSync(join(blind.folder, "shared"))).toBe(false)
  })

  it("is done by one process at a time, and one that was killed holds nobody up", async () => {
    const { alone, calls, folder, jobs } = makePlace({
      ...emptyQueue,
      sbatch: "[[ -f go ]] || sleep 20; echo 41"
    })
    const submitted = () => calls().filter((line) => line.startsWith("sbatch"))
    const first = alone("submit", ...onGrid)
    await expect.poll(submitted, { timeout: 20_000 }).toHaveLength(1)
    const second = await jobs("submit", ...onGrid)
    expect(second).toMatchObject({ code: 1, stdout: "" })
    expect(second.stderr).toMatch(
      new RegExp(
        `^error: process ${first.process.pid} on ${hostname()} is submitting jobs of grid\\.yaml, since `
          + "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z; wait for it to end, or stop it\n$"
      )
    )
    expect(submitted()).toHaveLength(1)
    // To look is free.
    expect((await jobs("plan", ...onGrid)).code).toBe(0)
    first.process.kill("SIGKILL")
    await first.ended
    writeFileSync(join(folder, "go"), "")
    const third = await jobs("submit", ...onGrid)
    expect([third.code, third.stderr]).toEqual([0, ""])
    expect(third.stdout).toContain("4 of 4 cells to submit")
    const left = readdirSync(join(folder, "shared", "jobs", "grid"))
    expect(left.filter((name) => name.includes("lock"))).toEqual([])
  })

  it("names the profile, its line and what is wrong", async () => {
    const { folder, jobs } = makePlace(emptyQueue)
    writeFileSync(join(folder, "profile.yaml"), "server: { client: TGO }\nresources: []\n")
    const { code, stderr } = await jobs("plan", ...onGrid)
    expect(code).toBe(2)
    expect(stderr).toContain("profile.yaml")
    expect(stderr).toContain("server.client")
    expect(stderr).toContain("resources")
  })
})

describe("a job", () => {
  it("runs here with RUN_LOCALLY's flag: image and weights near, the server in its container", async () => {
    // The stand-in for Apptainer is the simulated server, on the port that it is given.
    const { calls, folder, here, jobs } = makePlace({
      ...emptyQueue,
      apptainer: `while [[ $1 != --port ]]; do shift; done
exec "${process.execPath}" "${entry}" simulate --profile faithful --port "$2"`
    })
    const weights = join(folder, "models", "simulated", "faithful")
    mkdirSync(weights, { recursive: true })
    for (const name of ["model.safetensors", "pytorch_model.bin"]) writeFileSync(join(weights, name), "")
    mkdirSync(join(folder, "images"))
    writeFileSync(join(folder, "images", "tgi.sif"), "")
    const { code, stderr } = await here("submit", ...onGrid)
    expect([code, stderr.includes("error:")]).toEqual([0, false])
    const call = calls().find((line) => line.startsWith("apptainer")) ?? ""
    expect(call).toMatch(
      /^apptainer exec --nv --bind (\S+)\/faithful:\1\/faithful:ro --bind \/data \1\/tgi\.sif text-generation-launcher --model-id \1\/faithful --hostname 127\.0\.0\.1 --port \d+ --master-port \d+ --num-shard 2$/
    )
    expect(call).toContain(`${folder}/introspect-local-`)
    const { cells } = JSON.parse((await jobs("status", ...onGrid, "--json")).stdout)
    expect(cells.map(({ standing }: { standing: string }) => standing)).toEqual(Array(4).fill("finished"))
    // Nothing is left on the node's own disk.
    expect(readdirSync(folder).filter((name) => name.startsWith("introspect-"))).toEqual([])
    expect((await jobs("submit", ...onGrid)).stdout).toContain("0 of 4 cells to submit, 4 finished")
    expect((await jobs("collect", "--persistent-dir", "shared")).stdout).toMatch(/: \d+ generations added/)
  }, 60_000)

  it("whose server cannot start gives it up, and says why", async () => {
    const { folder, here, jobs } = makePlace(emptyQueue, () => `
  client: OpenAI
  command: [sh, -c, "echo no GPU >&2; exit 7"]
  restarts: 0
`)
    const { code, stderr } = await here("submit", ...onGrid)
    expect(code).toBe(1)
    expect(stderr).toContain("the server has ended (exit code 7)")
    const { cells } = JSON.parse((await jobs("status", ...onGrid, "--json")).stdout)
    expect(cells[0]).toMatchObject({ standing: "failed", detail: "the server has ended (exit code 7)" })
    const logs = join(folder, "shared", "logs")
    const log = readdirSync(logs).find((name) => name.endsWith("server.log"))
    expect(readFileSync(join(logs, log!), "utf8")).toBe("no GPU\n")
  })
})

describe("introspect jobs prepare", () => {
  it("installs the program, builds the image and downloads weights", async () => {
    const { calls, folder, jobs } = makePlace({ npm: "", apptainer: "", hf: "" })
    const dry = await jobs("prepare", ...onGrid, "--dry")
    expect([dry.code, calls()]).toEqual([0, []])
    const { code } = await jobs("prepare", ...onGrid)
    expect(code).toBe(0)
    expect(calls()).toEqual([
      expect.stringMatching(/^npm pack \S+ --ignore-scripts --pack-destination \S+$/),
      expect.stringMatching(new RegExp(`^npm install --omit=dev --prefix ${folder}/shared/package \\S+$`)),
      `apptainer build ${folder}/images/tgi.sif docker://tgi`,
      `hf download simulated/faithful --local-dir ${folder}/models/simulated/faithful --exclude *.bin *.pth`
    ])
  })

  it("stops at the first step that fails", async () => {
    const { calls, jobs } = makePlace({ npm: "exit 3", apptainer: "", hf: "" })
    const { code, stderr } = await jobs("prepare", ...onGrid)
    expect([code, stderr]).toEqual([1, "error: npm ended with exit code 3\n"])
    expect(calls()).toHaveLength(1)
  })
})

describe("introspect jobs doctor", () => {
  it("says what is missing, and what to do", async () => {
    const { jobs } = makePlace({ ...emptyQueue, sinfo: "echo main" })
    const { code, stdout } = await jobs("doctor", "profile.yaml", "--grid", "grid.yaml", "--json")
    expect(code).toBe(1)
    const checks = JSON.parse(stdout) as readonly { what: string; state: string; detail: string }[]
    const problems = checks.filter(({ state }) => state === "problem").map(({ what }) => what)
    expect(problems).toEqual(["Slurm", "apptainer", "image", "weights"])
    expect(checks.find(({ what }) => what === "Slurm")!.detail).toContain("there is no gpu; there are main")
  })
})

describe("introspect jobs sync", () => {
  // The stand-ins reach no host: `host:` is this machine.
  const here = {
    ssh: "echo \"$FAR\"",
    rsync: "exec \"$REAL_RSYNC\" \"${@//host:/}\""
  }
  const rsync = ["/usr/bin/rsync", "/usr/local/bin/rsync", "/opt/homebrew/bin/rsync"].find((path) =>
    existsSync(path)
  )

  it("prints what it would do", async () => {
    const { calls, jobs } = makePlace({ ssh: "echo /scratch/me" })
    const { code, stdout } = await jobs("sync", "host", "pull", "--persistent-dir", "mine", "--dry")
    expect(code).toBe(0)
    expect(calls()).toEqual(["ssh host bash -lc 'echo \"$SCRATCH\"'"])
    expect(stdout).toContain("host:/scratch/me/introspect/ mine/")
  })

  it.runIf(rsync !== undefined)(
    "carries generations there and back, and each side's own stay first",
    async () => {
      const { folder } = makePlace({})
      const { path } = standIns(folder, here)
      const env = { PATH: path, REAL_RSYNC: rsync!, FAR: "" }
      const far = join(folder, "far")
      const [mine, theirs] = ["mine", "far"].map((name) => join(folder, name, "cache", "generations.sqlite"))
      await Effect.runPromise(fillCache(mine!, { a: "mine", b: "mine" }))
      const sync = (direction: string) =>
        introspectIn(
          { folder, env },
          ...["jobs", "sync", "host", direction, "--persistent-dir", "mine", "--remote", far]
        )
      expect((await sync("push")).code).toBe(0)
      await Effect.runPromise(fillCache(theirs!, { b: "theirs", c: "theirs" }))
      expect((await introspect(folder, "jobs", "collect", "--persistent-dir", "far")).code).toBe(0)
      const answers = (file: string) => Effect.runPromise(answersIn(file, "a", "b", "c"))
      expect(await answers(theirs!)).toEqual(["mine", "theirs", "theirs"])
      expect((await sync("pull")).code).toBe(0)
      expect(await answers(mine!)).toEqual(["mine", "mine", "theirs"])
    }
  )
})
