/**
 * Whole runs of the built command against a real llama.cpp server: structured answers, servers that come late, die and
 * come back, and servers of different models.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { temporaryFolder } from "../support/folder.ts"
import { send } from "../support/http.ts"
import { introspect, start } from "../support/introspect.ts"
import {
  llamaServer,
  llamaServerProgram,
  longContext,
  startLlamaServer,
  tellWithoutLlamaServer
} from "../support/llamaServer.ts"
import { rawSqlite } from "../support/rawSqlite.ts"
import { freePort } from "../support/scriptedServer.ts"

tellWithoutLlamaServer("runs against a real llama.cpp server")

const command = (...args: readonly string[]) => [
  ...["run", "--client", "OpenAI", "--model-id", "tiny", "--quiet"],
  ...["--dataset", "sample-sentiment", "--param", "max_new_tokens=60", ...args]
]

/** All sessions of the run in a folder, without what took time. */
const sessionsIn = (folder: string) =>
  Effect.scoped(Effect.gen(function*() {
    const results = join(folder, "introspect-data", "results", "analysis")
    const name = readdirSync(results).find((file) => file.endsWith(".sqlite"))
    const { rows } = yield* rawSqlite(join(results, name ?? "none"))
    return rows(
      `SELECT idx, correct, verdict, error,
        (SELECT json_group_array(json_remove(session.value, '$.durationMillis'))
          FROM json_each(sessions) AS session) AS sessions
      FROM observation ORDER BY idx`
    )
  }))

const textsOf = (rows: readonly unknown[]): readonly string[] =>
  rows.flatMap((row) => JSON.parse((row as { readonly sessions: string }).sessions) as readonly string[])
    .map((session) => JSON.stringify(session))

/** Waits until the server has generated for some observations. */
const untilBusy = (url: string): Effect.Effect<void> =>
  Effect.flatMap(send("GET", `${url}/metrics`), ({ text }) => {
    const [, tokens = "0"] = /^llamacpp:tokens_predicted_total (\d+)/m.exec(text) ?? []
    return Number(tokens) > 500 ? Effect.void : Effect.delay(untilBusy(url), "20 millis")
  })

describe.runIf(llamaServerProgram !== undefined)("runs against a real llama.cpp server", () => {
  it.scopedLive("read every answer to the structured pack by its schema, or say that it was cut off or empty", () =>
    Effect.gen(function*() {
      const { url } = yield* llamaServer({ args: longContext })
      const rules = new Set<string>()
      for (const task of ["classify", "answerable", "counterfactual", "redacted", "importance"]) {
        const folder = yield* temporaryFolder
        const args = command(
          "--endpoint",
          url,
          "--task",
          task,
          "--pack",
          "structured",
          "--limit",
          "20",
          "--no-canary"
        )
        const { code, stderr } = yield* Effect.promise(() => introspect(folder, ...args))
        expect([code, stderr]).toEqual([0, ""])
        const sessions = textsOf(yield* sessionsIn(folder))
        expect(sessions.length).toBeGreaterThanOrEqual(20)
        for (const session of sessions) {
          for (const [, rule = ""] of session.matchAll(/\\?"rule\\?":\s*\\?"([\w-]+)/g)) rules.add(rule)
        }
      }
      expect(rules).toContain("schema")
      expect([...rules].filter((rule) => !["schema", "cut-off", "none", "no-text"].includes(rule))).toEqual(
        []
      )
    }))

  it.scopedLive("wait for a server that is not there yet, and for one that was killed, and end alike", () =>
    Effect.gen(function*() {
      // One after the other: answers that are worked on together may differ in their last digits.
      const alone = { args: [...longContext, "-np", "1"] }
      const args = (url: string) =>
        command("--endpoint", url, "--task", "redacted", "--limit", "25", "--no-canary", "--max-workers", "1")
      const undisturbed = yield* llamaServer(alone)
      const whole = yield* temporaryFolder
      const end = yield* Effect.promise(() => introspect(whole, ...args(undisturbed.url)))
      expect(end.code).toBe(0)

      const port = yield* freePort
      const folder = yield* temporaryFolder
      const run = start(folder, ...args(`http://127.0.0.1:${port}`))
      yield* Effect.promise(() => run.saw(/connection refused; waiting for it/))
      for (let life = 0; life < 3; life++) {
        const server = yield* llamaServer({ ...alone, port })
        if (life === 2) break
        yield* untilBusy(server.url)
        yield* server.kill
        expect(run.process.exitCode).toBeNull()
      }
      const { code } = yield* Effect.promise(() => run.ended)
      expect(code).toBe(0)
      expect(yield* sessionsIn(folder)).toEqual(yield* sessionsIn(whole))
    }))

  it.scopedLive("refuse servers that serve different models, and name both", () =>
    Effect.gen(function*() {
      const one = yield* startLlamaServer()
      const other = yield* startLlamaServer({ alias: "other" })
      yield* Effect.all([one.ready, other.ready])
      const folder = yield* temporaryFolder
      const args = command("--endpoint", `${one.url},${other.url}`, "--task", "classify", "--limit", "2")
      const { code, stderr } = yield* Effect.promise(() => introspect(folder, ...args))
      expect(code).toBe(1)
      expect(stderr).toMatch(
        /do not serve the same model: \S+ serves (tiny|other), and \S+ serves (tiny|other)/
      )
    }))
})
