/**
 * `introspect prompts`: packs of prompts to look at and to check.
 */
import { Effect, Schema } from "effect"
import { stringify } from "yaml"
import { CategoryName } from "../../src/domain/Observation.ts"
import { flagsFor, TaskName } from "../../src/domain/Variation.ts"
import { everyPrompt, type PackPrompt } from "../../src/prompts/everyPrompt.ts"
import { idleFlags } from "../../src/prompts/flagEffects.ts"
import { builtInPacks } from "../../src/prompts/packs.ts"
import { answerKeyOf, packDigest, PromptPack } from "../../src/prompts/PromptPack.ts"
import { renderExample } from "../../src/prompts/readBack.ts"
import { print } from "../process/print.ts"
import { packNamed } from "../setup/inputs.ts"

const shortDigest = (pack: PromptPack): string => packDigest(pack).slice(0, 8)

const yourOwn = `A pack of your own:
  introspect prompts show default > mine.yaml     and edit it (docs/prompt-packs.md says how)
  introspect prompts check mine.yaml
  introspect run --pack mine.yaml …`

/** Names the built-in packs. */
export const listPacks = Effect.suspend(() => {
  const width = Math.max(...builtInPacks.map(({ pack }) => pack.name.length))
  const lines = builtInPacks.map(({ pack, purpose }) =>
    `${pack.name.padEnd(width)}  ${shortDigest(pack)}  ${purpose}`
  )
  return print(`${lines.join("\n")}\n\n${yourOwn}`)
})

/** In the order of the documentation, whatever order a file has. */
const inOrder = Schema.encodeSync(PromptPack)

/** Prints a pack as YAML. */
export const showPack = Effect.fnUntraced(function*(name: string) {
  const pack = yield* packNamed(name)
  yield* print(stringify(inOrder(pack), { lineWidth: 0 }).trimEnd())
})

/** Variations of one wording, by their flags. */
const flagLines = (same: readonly PackPrompt[]): string =>
  same
    .map(({ prompt, variation }) => flagsFor(prompt, variation))
    .map((flags) => flags.length === 0 ? "no flags" : flags.join(" "))
    .join("; ")

/** The wordings of one prompt, each with the variations that share it. */
const wordingsOf = (
  pack: PromptPack,
  category: CategoryName,
  prompt: TaskName
): readonly (readonly [PackPrompt, ...PackPrompt[]])[] => {
  const wordings = new Map<string, [PackPrompt, ...PackPrompt[]]>()
  for (const one of everyPrompt(pack)) {
    if (one.category !== category || one.prompt !== prompt) continue
    const same = wordings.get(one.wording)
    if (same === undefined) wordings.set(one.wording, [one])
    else same.push(one)
  }
  return [...wordings.values()]
}

const describe = (pack: PromptPack, brief: boolean): readonly string[] =>
  CategoryName.literals.flatMap((category) =>
    TaskName.literals.flatMap((prompt) => {
      const wordings = wordingsOf(pack, category, prompt)
      const key = answerKeyOf(pack, category, prompt)
      const answer = key === undefined
        ? ""
        : `, answered with a JSON object with the key ${JSON.stringify(key)}`
      const count = wordings.length === 1 ? "1 wording" : `${wordings.length} wordings`
      const shown = wordings.flatMap((same) => [
        `--- ${category}.${prompt}: ${flagLines(same)}`,
        renderExample(same[0]),
        ""
      ])
      return [`${brief ? "" : "=== "}${category}.${prompt}: ${count}${answer}`, ...(brief ? [] : shown)]
    })
  )

/** Checks a pack, and shows what it makes of an example. */
export const checkPack = Effect.fnUntraced(function*(
  { brief, pack: name }: { readonly brief: boolean; readonly pack: string }
) {
  const pack = yield* packNamed(name)
  yield* Effect.forEach(idleFlags(pack), (idle) => Effect.logWarning(idle))
  const verdict =
    `${pack.name} (${shortDigest(pack)}) is in order: each prompt can be read back, and none can be taken `
    + "for another"
  yield* print([...describe(pack, brief), verdict].join("\n"))
})
