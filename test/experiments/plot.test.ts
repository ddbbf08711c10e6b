import { parse } from "csv-parse/sync"
import { parquetReadObjects } from "hyparquet"
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { introspect as introspectAlone } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"
import { overlaps, readSvg } from "../support/svgTexts.ts"

const folder = mkdtempSync(join(tmpdir(), "introspect-plot-"))
const plots = join(folder, "introspect-data", "plots")
const figure = "explain_f-task_y-faithfulness_x-model"
const plot = (...words: readonly string[]) => introspect(folder, "plot", ...words)

/** A CSV file's rows by the names of its columns. */
const rowsOf = (csv: string): readonly { readonly [column: string]: string }[] =>
  parse(csv, { columns: true })

beforeAll(async () => {
  writeFileSync(join(folder, "taken"), "")
  for (const task of ["classify", "redacted"]) {
    const { code } = await introspect(
      folder,
      "run",
      ...["--client", "Simulated", "--profile", "mixed:0.5", "--limit", "12", "--quiet"],
      ...["--dataset", "sample-sentiment", "--task", task, "--controls", "random"]
    )
    expect(code).toBe(0)
  }
}, 120_000)

describe("introspect plot", () => {
  it("draws a figure under the persistent directory, beside its table as CSV and Parquet", async () => {
    const { code, stderr, stdout } = await plot(figure, "--type", "svg,png", "--type", "pdf")
    expect([code, stderr]).toEqual([0, ""])
    expect(stdout.trim().split("\n")).toEqual(
      ["svg", "png", "pdf"].map((type) => join(plots, "paper", `${figure}.${type}`))
    )
    expect(readdirSync(join(plots, "paper")).toSorted()).toEqual(
      ["csv", "parquet", "pdf", "png", "svg"].map((type) => `${figure}.${type}`)
    )
    const svg = readSvg(readFileSync(join(plots, "paper", `${figure}.svg`), "utf8"))
    expect(overlaps(svg)).toEqual([])
    expect(svg.texts.map(({ text }) => text).join(" ")).toContain("Simulated answers (mixed:0.5)")
    const rows = rowsOf(readFileSync(join(plots, "paper", `${figure}.csv`), "utf8"))
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      simulated: "true",
      task: "redacted",
      measure: "faithfulness",
      total: "12"
    })
    const bytes = readFileSync(join(plots, "paper", `${figure}.parquet`))
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
    const [row] = await parquetReadObjects({ file })
    expect(row).toMatchObject({
      n: Number(rows[0]!["n"]),
      rate: Number(rows[0]!["rate"]),
      random: Number(rows[0]!["random"])
    })
  }, 60_000)

  it("draws all figures, and says of each that it cannot draw why, and what to run", async () => {
    const { code, stderr, stdout } = await plot("paper", "--format", "paper,website", "--out", "figures")
    expect(code).toBe(3)
    expect(stderr).toContain(
      "answerable_y-classes_x-prompt: no results of answerable with split test, seed 0"
    )
    expect(stderr).toContain("run: introspect run --task answerable")
    expect(stderr).toMatch(/error: \d+ pictures are drawn; not, or not whole: counterfactual_y-faith/)
    expect(stdout).toContain(join("figures", "paper", "classify_y-accuracy_x-model.pdf"))
    expect(stdout).toContain(join("figures", "website", "classify_y-accuracy_x-model.svg"))
    expect(existsSync(join(folder, "figures", "website", "classify_y-accuracy_x-model.svg"))).toBe(true)
  }, 60_000)

  it("lists the figures", async () => {
    const { code, stdout } = await plot("list")
    expect(code).toBe(0)
    expect(stdout.split("\n").filter((line) => /_(x-model|x-prompt) /.test(line))).toHaveLength(13)
  })

  it.each([
    [["explain"], "unknown figure explain"],
    [[figure, "--type", "jpg"], "unknown type jpg; one of svg, pdf, png"],
    [
      [figure, "--datasets", "sample-sentimnt"],
      "no results of the data set sample-sentimnt (did you mean sample-sentiment"
    ],
    [[figure, "--model-names", "llama2-7b"], "no results of the model llama2-7b"],
    [[figure, "--task-config", "m-remove"], "unknown flag m-remove (did you mean m-removed"],
    [[figure, "--seed", "4"], "nothing could be drawn"],
    [[figure, "--out", "taken/figures"], "taken/figures cannot be made"]
  ])("refuses %j", async (words, message) => {
    const { code, stderr } = await plot(...words)
    expect(stderr).toContain(message)
    expect(code).toBe(2)
  })

  it("draws nothing where there is nothing, and makes nothing", async () => {
    const empty = mkdtempSync(join(tmpdir(), "introspect-plot-"))
    const { code, stderr } = await introspectAlone(empty, "plot", "paper")
    expect(code).toBe(2)
    expect(stderr).toContain("no results under introspect-data; introspect run or introspect demo makes some")
    expect(readdirSync(empty)).toEqual([])
  })
})

describe("introspect table", () => {
  const table = (...words: readonly string[]) => introspect(folder, "table", ...words)

  it("prints results in each format", async () => {
    const markdown = await table("results")
    expect(markdown.code).toBe(0)
    expect(markdown.stdout).toMatch(
      /\| sample-sentiment \| simulated\/mixed:0\.5 \| Classification \| [\d.]+ \[/
    )
    expect(markdown.stdout).toContain("not a language model's")
    const json = JSON.parse((await table("results", "--format", "json")).stdout)
    expect(json.map(({ task }: { task: string }) => task)).toEqual(["classify", "redacted"])
    const csv = rowsOf((await table("results", "--format", "csv", "--tasks", "redacted")).stdout)
    expect(csv).toHaveLength(1)
    expect(Number(csv[0]!["faithfulness"])).toBe(json[1].faithfulness)
    expect((await table("inference-time", "--format", "latex")).stdout).toMatch(
      /\\toprule\nData set & Model & Size & Classification & Redaction \\\\\n\\midrule\nsample-/
    )
  }, 60_000)

  it("writes a file, and refuses a table that there is not", async () => {
    const { code, stdout } = await table("results", "--out", "results.md")
    expect([code, stdout]).toEqual([0, ""])
    expect(readFileSync(join(folder, "results.md"), "utf8")).toContain("| Data set |")
    const unknown = await table("resluts")
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain("unknown table resluts (did you mean results?)")
  }, 60_000)
})
