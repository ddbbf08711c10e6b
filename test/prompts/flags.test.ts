/**
 * The table of flags in the specification, against every wording of the built-in packs: each flag changes the prompts
 * that it is for, in each combination with the others, and no other prompt.
 */
import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { CategoryName } from "../../src/domain/Observation.ts"
import { flagsFor, flagsOf, normaliseFlags, TaskName, variationOf } from "../../src/domain/Variation.ts"
import { flagsOfPrompt, idleFlags } from "../../src/prompts/flagEffects.ts"
import { builtInPacks } from "../../src/prompts/packs.ts"
import { promptText } from "../../src/prompts/render.ts"
import { variationsOf } from "../../src/prompts/variations.ts"

type Changed = "question" | "session 2"

/** Which prompts of a task each flag changes, as the specification has it; `m-removed` depends on others. */
const table: {
  readonly [flag: string]: { readonly tasks: readonly TaskName[]; readonly changes: Changed }
} = {
  "c-persona-you": { tasks: TaskName.literals, changes: "question" },
  "c-persona-human": { tasks: TaskName.literals, changes: "question" },
  "c-no-redacted": { tasks: TaskName.literals, changes: "question" },
  "i-persona-you": { tasks: ["answerable"], changes: "session 2" },
  "i-persona-human": { tasks: ["answerable"], changes: "session 2" },
  "i-options": { tasks: ["answerable"], changes: "session 2" },
  "e-persona-you": { tasks: ["counterfactual", "redacted", "importance"], changes: "session 2" },
  "e-persona-human": { tasks: ["counterfactual", "redacted", "importance"], changes: "session 2" },
  "e-implicit-target": { tasks: ["counterfactual"], changes: "session 2" },
  "e-short": { tasks: ["redacted"], changes: "session 2" }
}

/** The question shows the mask unless it does not mention masked words; session 2 shows it where it asks for masking. */
const changedByMask = (task: TaskName, flags: readonly string[]): readonly Changed[] => [
  ...(flags.includes("c-no-redacted") ? [] : ["question" as const]),
  ...(task === "redacted" ? ["session 2" as const] : [])
]

const subsets = (flags: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: 2 ** flags.length }, (_, set) => flags.filter((_, i) => (set >> i) % 2 === 1))

/** Every combination of a task's flags that can be meant. */
const combinations = (task: TaskName) =>
  subsets(flagsOf(task)).filter((flags) => Either.isRight(normaliseFlags(task, flags)))

describe("the flags of the specification", () => {
  it("are the flags that the tasks know", () => {
    for (const task of TaskName.literals) {
      const named = Object.keys(table).filter((flag) => table[flag]!.tasks.includes(task))
      expect([...flagsOf(task)].toSorted()).toEqual([...named, "m-removed"].toSorted())
    }
  })

  it("combine in as many ways as there are independent choices", () => {
    expect(TaskName.literals.map((task) => combinations(task).length)).toEqual([12, 72, 72, 72, 36])
  })

  for (const { pack } of builtInPacks) {
    for (const category of CategoryName.literals) {
      it.each(TaskName.literals)(
        `change what they should and nothing else: ${pack.name}, ${category}, %s`,
        (task) => {
          const wordings = (flags: readonly string[]) => {
            const variation = variationOf(flags)
            return {
              question: promptText(pack, category, "classify", variation),
              "session 2": task === "classify" ? "" : promptText(pack, category, task, variation)
            }
          }
          for (const flags of combinations(task)) {
            const before = wordings(flags)
            const addable = flagsOf(task).filter((flag) =>
              !flags.includes(flag) && Either.isRight(normaliseFlags(task, [...flags, flag]))
            )
            for (const flag of addable) {
              const after = wordings([...flags, flag])
              const changed = (["question", "session 2"] as const).filter((name) =>
                after[name] !== before[name]
              )
              const expected = flag === "m-removed" ? changedByMask(task, flags) : [table[flag]!.changes]
              expect({ flags, flag, changed }).toEqual({ flags, flag, changed: expected })
            }
          }
        }
      )
    }

    it(`are all at work in the pack ${pack.name}`, () => {
      expect(idleFlags(pack)).toEqual([])
    })
  }
})

describe("idleFlags", () => {
  it("names what a flag leaves as it is", () => {
    const { pack } = builtInPacks[0]!
    const { counterfactual } = pack.entailment
    const persona = { ...counterfactual.persona, you: counterfactual.persona.objective }
    const entailment = { ...pack.entailment, counterfactual: { ...counterfactual, persona } }
    expect(idleFlags({ ...pack, entailment })).toEqual([
      "entailment.counterfactual: e-persona-you changes nothing"
    ])
  })

  it("expects nothing of flags that are for another prompt", () => {
    expect(flagsOfPrompt("importance")).toEqual(["e-persona-you", "e-persona-human"])
    expect(flagsOfPrompt("redacted")).toEqual(["m-removed", "e-persona-you", "e-persona-human", "e-short"])
    expect(flagsOfPrompt("classify")).toEqual([
      "c-persona-you",
      "c-persona-human",
      "c-no-redacted",
      "m-removed"
    ])
  })
})

describe("flagsFor", () => {
  it("is the way back from a variation to its flags", () => {
    for (const task of TaskName.literals) {
      for (const flags of combinations(task)) {
        expect([...flagsFor(task, variationOf(flags))].toSorted()).toEqual([...flags].toSorted())
      }
      for (const variation of variationsOf(task)) {
        expect(variationOf(flagsFor(task, variation))).toEqual(variation)
      }
    }
  })
})
