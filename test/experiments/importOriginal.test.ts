import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { introspect as introspectAlone } from "../support/introspect.ts"
import { introspect } from "../support/keptIntrospect.ts"
import { asked, message, writeOriginal } from "../support/original.ts"

const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-original-"))
const question = (paragraph: string) => message("Is it good or bad?", paragraph)
const redact = (paragraph: string) => message("Redact it.", paragraph)

/** A redaction whose session 2 the original read with its introduction. */
const row = (idx: number, film: string) => ({
  ...{
    idx,
    label: "positive",
    duration: 30,
    predict_prompt: question(`A fine ${film}.`),
    predict_answer: "Positive"
  },
  ...{ predict: "positive", correct: 1, explain_prompt: redact(`A fine ${film}.`) },
  ...{ explain_answer: `Paragraph: A [REDACTED] ${film}.`, explain: `A [REDACTED] ${film}.` },
  ...{ explain_predict_prompt: question(`A [REDACTED] ${film}.`), explain_predict_answer: "It is unknown." },
  ...{ explain_predict: null, faithful: null }
})

const films = ["film", "movie", "picture"]
const files = (id: string) => ({
  id,
  table: "Redacted" as const,
  rows: films.map((film, idx) => row(idx, film)),
  cache: films.flatMap((film) => [
    [asked(question(`A fine ${film}.`)), "Positive", 10] as const,
    [asked(redact(`A fine ${film}.`)), `Paragraph: A [REDACTED] ${film}.`, 10] as const,
    [asked(question(`A [REDACTED] ${film}.`)), "It is unknown.", 10] as const
  ]),
  document: {
    args: { model_name: "llama2-7b", client: "TGI" },
    results: { total: 3, missmatch: 3, error: 0 }
  }
})

describe("introspect import-original", () => {
  it("brings in results that all commands then work on", async () => {
    const folder = newFolder()
    const id = "analysis_m-llama2-7b_y-none_d-imdb_p-test_t-redacted_c-_s-0"
    await Effect.runPromise(writeOriginal(files(id), join(folder, "theirs")))
    const imported = await introspectAlone(folder, "import-original", "theirs")
    expect(imported.stderr).toBe("")
    expect(imported.code).toBe(0)
    expect(imported.stdout).toMatch(new RegExp(`^${id}\\n  as ${id}_x-[0-9a-f]{8}: 3 records, 9 answers\\n$`))

    const listed = JSON.parse((await introspect(folder, "results", "list", "--json")).stdout)
    expect(listed).toMatchObject([{
      spec: { pack: { name: "llm-introspection" }, dataset: { name: "IMDB" } },
      counts: { total: 3, mismatch: 3 },
      readers: ["llm-introspection"]
    }])
    const one = await introspect(folder, "results", "show", "redacted", "--idx", "1")
    expect(one.stdout).toContain("<s>[INST] Is it good or bad?")
    const rows = (await introspect(folder, "results", "export", "redacted")).stdout.trim().split("\n")
    expect(JSON.parse(rows[2]!)).toMatchObject({
      explain_answer: "Paragraph: A [REDACTED] picture.",
      verdict: null
    })

    const { code, stdout } = await introspect(folder, "reread", "redacted")
    expect(code).toBe(0)
    expect(stdout).toMatch(/3 records were read again .*: 3 have another reading, 3 another judgement/)
    expect(stdout).toMatch(/before .* 3 +3 +0 *\n after .* 3 +0 +0/)
    expect((await introspect(folder, "integrity", "redacted")).code).toBe(0)
    const diff = await introspect(folder, "results", "diff", "redacted", "redacted")
    expect(diff.stdout).toContain("3 observations are in both")
  })

  it("imports what it can, and names what it cannot", async () => {
    const folder = newFolder()
    const theirs = join(folder, "theirs")
    await Effect.runPromise(
      writeOriginal(files("analysis_m-llama2-7b_y-none_d-imdb_p-test_t-redacted_c-_s-0"), theirs)
    )
    await Effect.runPromise(
      writeOriginal({ ...files("analysis_m-llama2-7b_d-own_t-redacted_c-_s-0"), document: undefined }, theirs)
    )
    const { code, stderr, stdout } = await introspect(folder, "import-original", "theirs", "--json")
    expect(code).toBe(1)
    expect(stderr).toContain("d-own_t-redacted_c-_s-0: not imported: unknown data set own")
    expect(JSON.parse(stdout)).toHaveLength(1)
  })

  it("refuses a folder without results of the original", async () => {
    const folder = newFolder()
    const { code, stderr } = await introspect(folder, "import-original", ".")
    expect(code).toBe(2)
    expect(stderr).toContain("name the original's persistent directory")
  })
})
