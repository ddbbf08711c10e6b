import { describe, expect, it } from "@effect/vitest"
import { settableFlags } from "../../../experiments/settings/flags.ts"
import { resolveSettings, settingWords } from "../../../experiments/settings/resolve.ts"

const file = (values: { readonly [key: string]: readonly string[] | boolean }) => ({
  path: "run.yaml",
  values: new Map(Object.entries(values))
})
const found = (key: string, ...sources: Parameters<typeof resolveSettings>) => {
  const { isOn, origin, values } = resolveSettings(...sources).find((setting) => setting.key === key)!
  return { isOn, origin, values }
}

describe("resolveSettings", () => {
  it("knows every flag of run by its variable and its default", () => {
    const byKey = new Map(settableFlags.map((flag) => [flag.key, flag]))
    expect(byKey.get("model-name")).toMatchObject({ variable: "INTROSPECT_MODEL_NAME", isSwitch: false })
    expect(byKey.get("persistent-dir")?.variable).toBe("INTROSPECT_DIR")
    expect(byKey.get("split")?.usual).toBe("test")
    expect(byKey.get("grace")?.usual).toBe("10s")
    expect(byKey.get("quiet")).toMatchObject({ isSwitch: true, usual: "no" })
  })

  it("takes a flag before a variable, a variable before the file, and the file before the default", () => {
    const words = ["run", "--seed", "1"]
    const env = { INTROSPECT_SEED: "2" }
    const settings = file({ seed: ["3"] })
    expect(found("seed", words, env, settings)).toEqual({
      isOn: true,
      values: ["1"],
      origin: { _tag: "Flag" }
    })
    expect(found("seed", ["run"], env, settings))
      .toEqual({ isOn: true, values: ["2"], origin: { _tag: "Variable", name: "INTROSPECT_SEED" } })
    expect(found("seed", ["run"], { INTROSPECT_SEED: "" }, settings))
      .toEqual({ isOn: true, values: ["3"], origin: { _tag: "File", path: "run.yaml" } })
    expect(found("seed", ["run"], {}, null)).toEqual({ isOn: false, values: [], origin: { _tag: "Default" } })
  })

  it("takes a list as one: a flag's replaces the file's", () => {
    const settings = file({ "task-config": ["m-removed", "e-short"] })
    expect(found("task-config", ["run", "--task-config=e-persona-you"], {}, settings).values)
      .toEqual(["e-persona-you"])
    expect(settingWords(["run"], resolveSettings(["run"], {}, settings)))
      .toEqual(["run", "--task-config", "m-removed", "--task-config", "e-short"])
  })

  it("lets the environment switch off what the file switches on", () => {
    const settings = file({ quiet: true })
    expect(settingWords(["run"], resolveSettings(["run"], {}, settings))).toEqual(["run", "--quiet"])
    expect(settingWords(["run"], resolveSettings(["run"], { INTROSPECT_QUIET: "no" }, settings))).toEqual([
      "run"
    ])
  })

  it("lets RUN_OFFLINE choose the client before the file, and after a client of its own", () => {
    const settings = file({ client: ["VLLM"] })
    expect(found("client", ["run"], { RUN_OFFLINE: "1" }, settings).values).toEqual(["Offline"])
    expect(found("client", ["run"], { RUN_OFFLINE: "1", INTROSPECT_CLIENT: "TGI" }, settings).values).toEqual(
      ["TGI"]
    )
    expect(found("client", ["run", "--client", "OpenAI"], { RUN_OFFLINE: "1" }, settings).values)
      .toEqual(["OpenAI"])
  })
})
