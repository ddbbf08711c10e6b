import { describe, expect, it } from "@effect/vitest"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { introspect as introspectAlone } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"

const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-cli-"))
const simulated = ["--client", "Simulated", "--profile", "mixed:0.6", "--dataset", "sample-sentiment"]

describe("introspect run", () => {
  it("prints the summary as one JSON document, and asks nothing twice", async () => {
    const folder = newFolder()
    const first = await introspectAlone(folder, "run", ...simulated, "--task", "redacted", "--json")
    expect(first.code).toBe(0)
    const document = JSON.parse(first.stdout)
    expect(document.id).toBe(
      "analysis_m-simulated-mixed-0.6_y-none_d-sample-sentiment_p-test_t-redacted_c-_s-0"
    )
    expect(Object.keys(document)).toEqual([
      "id",
      "spec",
      "results",
      "rates",
      "generations",
      "sent",
      "durations"
    ])
    const { results } = document
    expect(results.total).toBe(64)
    expect(results.faithful_and_correct).toBeLessThanOrEqual(results.correct)
    const counted = results.answer.reduce((sum: number, { count }: { count: number }) => sum + count, 0)
    expect(counted).toBe(results.total - results.error - results.mismatch)
    const { cached, coalesced, requested, sent } = document.generations
    expect(cached + coalesced + sent).toBe(requested)

    const again = JSON.parse(
      (await introspect(folder, "run", ...simulated, "--task", "redacted", "--json")).stdout
    )
    expect(again.results).toEqual(results)
    expect(again.generations.requested).toBe(0)

    const other = JSON.parse(
      (await introspect(folder, "run", ...simulated, "--task", "classify", "--json")).stdout
    )
    expect(other.generations).toMatchObject({ requested: 64, cached: 64, sent: 0 })
  })

  it("keeps records and a summary with a manifest under the persistent directory", async () => {
    const folder = newFolder()
    const { code } = await introspect(
      folder,
      ...[
        "run",
        ...simulated,
        "--task",
        "importance",
        "--persistent-dir",
        "kept",
        "--limit",
        "10",
        "--quiet"
      ],
      ...["--task-config", "m-removed", "c-persona-you"]
    )
    expect(code).toBe(0)
    const analysis = join(folder, "kept", "results", "analysis")
    const id =
      "analysis_m-simulated-mixed-0.6_y-none_d-sample-sentiment_p-test_t-importance_c-c-persona-you-m-removed_s-0"
    expect(readdirSync(analysis)).toContain(`${id}.sqlite`)
    const document = JSON.parse(readFileSync(join(analysis, `${id}.json`), "utf8"))
    expect(document.args).toMatchObject({ task: "importance", task_config: ["c-persona-you", "m-removed"] })
    expect(document.results.total).toBe(10)
    expect(document.manifest.program).toMatch(/^llm-introspect \d/)
    expect(document.manifest.server.model).toBe("simulated/mixed:0.6")
  })

  it("plans without asking or writing anything", async () => {
    const folder = newFolder()
    const { code, stdout } = await introspect(
      folder,
      "run",
      ...simulated,
      "--task",
      "counterfactual",
      "--dry"
    )
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ observations: 64, complete: 0, generations_at_most: 192 })
    expect(readdirSync(folder)).toEqual([])
  })

  it("drops records with --fresh, and with --clean-cache also what only this experiment refers to", async () => {
    const folder = newFolder()
    const run = (...more: readonly string[]) => introspect(folder, "run", ...simulated, "--json", ...more)
    await run("--task", "classify")
    await run("--task", "counterfactual")
    const fresh = JSON.parse((await run("--task", "counterfactual", "--fresh")).stdout)
    expect(fresh.generations).toMatchObject({ requested: 192, cached: 192, sent: 0 })
    const cleaned = await run("--task", "counterfactual", "--clean-cache")
    const { generations } = JSON.parse(cleaned.stdout)
    expect(generations.requested).toBe(192)
    const forgotten = Number(/forgetting (\d+) generations/.exec(cleaned.stderr)?.[1])
    expect(forgotten).toBeGreaterThan(64)
    expect(generations.sent).toBe(forgotten)
    expect(generations.cached).toBeGreaterThanOrEqual(64)
  })

  it("replays a finished experiment from the cache alone", async () => {
    const folder = newFolder()
    const model = [
      "--model-name",
      "simulated/mixed:0.6",
      "--dataset",
      "sample-sentiment",
      "--task",
      "redacted",
      "--json"
    ]
    await introspect(folder, "run", ...simulated, "--task", "redacted")
    const replayed = await introspect(folder, "run", "--client", "Offline", ...model, "--fresh")
    expect(replayed.code).toBe(0)
    expect(JSON.parse(replayed.stdout).generations.sent).toBe(0)
  })

  it("ends with 3 when observations failed", async () => {
    const folder = newFolder()
    const offline = ["--client", "Offline", "--model-name", "llama2-7b", "--dataset", "sample-sentiment"]
    const { code, stderr } = await introspect(folder, "run", ...offline, "--task", "classify", "--no-canary")
    expect(code).toBe(3)
    expect(stderr).toContain("64 observations failed")
    const again = await introspect(folder, "run", ...offline, "--task", "classify", "--no-canary", "--dry")
    expect(JSON.parse(again.stdout)).toMatchObject({ complete: 0, pending: 64 })
  })

  it("stops after 50 observations that are mostly unreadable, and shows three answers", async () => {
    const folder = newFolder()
    const babbling = [
      "--client",
      "Simulated",
      "--profile",
      "faithful,unreadable=0.9",
      "--dataset",
      "sample-sentiment"
    ]
    const { code, stderr } = await introspect(folder, "run", ...babbling, "--task", "classify")
    expect(code).toBe(1)
    expect(stderr).toMatch(/1\. predict: ".+\n.*2\. .+\n.*3\. /)
    expect((await introspect(folder, "run", ...babbling, "--task", "classify", "--no-canary")).code).toBe(0)
  })

  it("takes a pack of prompts from a file, which changes the id", async () => {
    const folder = newFolder()
    const { defaultPack } = await import("../../src/prompts/defaultPack.ts")
    const pack = structuredClone(defaultPack) as {
      name: string
      sentiment: { classify: { template: string } }
    }
    pack.name = "mine"
    pack.sentiment.classify.template = `Please. ${pack.sentiment.classify.template}`
    writeFileSync(join(folder, "mine.json"), JSON.stringify(pack))
    const { code, stdout } = await introspect(
      folder,
      ...["run", ...simulated, "--task", "classify", "--pack", "mine.json", "--json"]
    )
    expect(code).toBe(0)
    const { id } = JSON.parse(stdout)
    expect(id).toMatch(/_x-[0-9a-f]{8}$/)
    expect(JSON.parse(stdout).results.mismatch).toBe(0)

    // The wording is kept with the records, whatever becomes of the file.
    rmSync(join(folder, "mine.json"))
    expect(await introspect(folder, "integrity", id)).toMatchObject({ code: 0 })
  })
})

describe("introspect id", () => {
  it("is the original's, from the flags alone", async () => {
    const { code, stdout } = await introspect(
      newFolder(),
      ...["id", "--model-name", "llama2-70b", "--dataset", "IMDB", "--task", "counterfactual"],
      ...["--task-config", "e-persona-you", "c-persona-you", "e-implicit-target"]
    )
    expect(code).toBe(0)
    expect(stdout).toBe(
      "analysis_m-llama2-70b_y-none_d-imdb_p-test_t-counterfactual_c-c-persona-you-e-implcit-target-e-persona-you_s-0\n"
    )
  })
})

describe("introspect demo", () => {
  it("runs every task on every sample, and says where things are and what to do next", async () => {
    const folder = newFolder()
    const { code, stdout } = await introspect(folder, "demo")
    expect(code).toBe(0)
    const [figures, controls] = stdout.split("faithful - random")
    const rows =
      /^ ?sample-(sentiment|multi-choice|entailment) +(classify|answerable|counterfactual|redacted|importance)/gm
    expect(figures?.match(rows)).toHaveLength(15)
    expect(controls?.match(rows)).toHaveLength(15)
    expect(stdout).toContain("simulated")
    expect(stdout).toContain("npx introspect run --client TGI")
    expect(existsSync(join(folder, "introspect-data", "cache", "generations.sqlite"))).toBe(true)
    const page = join(folder, "introspect-data", "report.html")
    expect(stdout).toContain(`Report: ${page}\n`)
    expect(readFileSync(page, "utf8")).toContain("15 experiments with 960 observations")
  }, 60_000)

  it("says what it cost where the price is known, and pays no answer twice", async () => {
    const folder = newFolder()
    const models = join(folder, "models.yaml")
    writeFileSync(models, "mine:\n  id: me/mine\n  price: { input: 100, output: 200, currency: EUR }\n")
    const words = [
      "run",
      "--client",
      "Simulated",
      "--models",
      models,
      "--model-name",
      "mine",
      "--task",
      "redacted"
    ]
    const run = (limit: string, ...more: readonly string[]) =>
      introspect(folder, ...words, "--dataset", "sample-sentiment", "--limit", limit, "--quiet", ...more)
    const first = JSON.parse((await run("5", "--json")).stdout)
    const { cost, results, sent } = first
    expect(sent).toEqual(results.tokens)
    expect(sent.prompt.tokens).toBeGreaterThan(100)
    expect(cost.answers.input).toBeCloseTo(sent.prompt.tokens * 100 / 1e6)
    expect(cost.answers.output).toBeCloseTo(sent.completion.tokens * 200 / 1e6)
    expect(cost.sent).toEqual(cost.answers)
    expect(cost.not_paid_again).toBe(0)

    const more = JSON.parse((await run("8", "--json")).stdout)
    expect(more.cost.not_paid_again).toBeCloseTo(cost.answers.total)
    expect(more.cost.sent.total).toBeCloseTo(more.cost.answers.total - cost.answers.total)

    const again = await run("8", "--fresh")
    expect(again.stdout).toContain("Paid by this run: EUR 0.00")
    expect(again.stdout).toMatch(
      /Cost: EUR (\d+\.\d+) \(prompts [\d.]+, answers [\d.]+\)\.\n.*not paid again: EUR \1\./
    )
    expect((await introspect(folder, "results", "show", "redacted")).stdout).toContain("Cost: EUR ")
  })
})
