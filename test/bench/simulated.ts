/**
 * How many short answers a second the simulated model gives on one core: `npm run bench -- simulated`.
 */
import { Either } from "effect"
import { performance } from "node:perf_hooks"
import { babi1 } from "../../layers/datasets/generated/babi1.ts"
import { simulatedModel } from "../../layers/simulated/model.ts"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { plainVariation } from "../../src/domain/Variation.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { letteredList } from "../../src/prompts/lettered.ts"
import { renderPrompt } from "../../src/prompts/render.ts"

const prompts = Array.from({ length: 2000 }, (_, idx) => {
  const { choices, paragraph, question } = babi1(0, idx)
  const fields = {
    paragraph,
    question,
    options: letteredList([...choices, "unknown"]),
    choices: letteredList(choices)
  }
  return `<s>[INST] ${renderPrompt(defaultPack, "multi-choice", "classify", plainVariation, fields)} [/INST]`
})

const profile = Either.getOrThrow(parseProfile("mixed:0.6,accuracy=0.9"))
const answer = simulatedModel({ profile, pack: defaultPack })

const rounds = 20
for (const prompt of prompts) answer(prompt, 0)
const start = performance.now()
for (let seed = 1; seed <= rounds; seed++) for (const prompt of prompts) answer(prompt, seed)
const seconds = (performance.now() - start) / 1000
console.log(`${Math.round(rounds * prompts.length / seconds)} classify answers a second`)
