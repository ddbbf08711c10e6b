/** Lists of the offered options, which an answer repeats or judges one by one. */
import { eachMatch } from "../cleaning/text.ts"
import { sameText } from "./choiceClaims.ts"

const right =
  /\u2713|\u2714|\u2705|\u2611|\bcorrect\b|\bright\b|<-|\u2190|\byes\b|\banswer\b|\b(?:is|that's|be) (?:it|the one)\b|\bfits\b|\*\*/i
/** "a) no b) yes c) no" */
const onlyVerdict =
  /^\s*(?:yes|no|true|false|correct|incorrect|right|wrong|[\u2713\u2714\u2705\u2717\u2718\u274C])\W*$/i
const surely = /\b(?:is|must be) (?:it|the one|(?:the )?(?:right|correct)(?: \w+)?)\W*$/i
const wrong =
  /\bincorrect\b|\bwrong\b|\bnot\b|\bno\b|n't\b|\bno longer\b|\bout\b|\u2717|\u2718|\u274C|\bleft\b|\bnever\b|\bruled out\b/i

/** What rules an option out that stands in a line of its own, apart from the others. */
const rejected = /\bincorrect\b|\bwrong\b|\bruled out\b|\u2717|\u2718|\u274C/i

interface Item {
  readonly start: number
  readonly end: number
  readonly letter: number
  readonly body: string
  readonly inline: boolean
}

const itemStart = /(?:^|[\s("'*,;:-])\(?\*{0,2}"?([a-zA-Z]|[1-9])"?\*{0,2}[).:]\*{0,2}[ \t]/g

/** What ends every such letter: most answers are passed after looking for it. */
const itemEnd = /[).:]\*{0,2}[ \t]/

/** Whether something stands before a place in its line: the last option of a list in a sentence ends with it. */
const isInline = (text: string, at: number): boolean =>
  /\S/.test(text.slice(text.lastIndexOf("\n", at - 1) + 1, at))

/** The place of an option by its letter or figure, from 0. */
const placeOf = (designator: string): number => {
  const code = designator.toLowerCase().charCodeAt(0)
  return code < 97 ? code - 49 : code - 97
}

/** The stretches of a text that begin with a letter such as "a)" and reach to the next one or to the end of the line. */
const itemsIn = (text: string): readonly Item[] => {
  if (!itemEnd.test(text)) return []
  const starts = [...eachMatch(text, itemStart)]
  return starts.map((found, i) => {
    const start = found.index + (/^[\s,;:-]/.test(found[0]) ? 1 : 0)
    const from = found.index + found[0].length
    const next = starts[i + 1]?.index ?? text.length
    const newline = text.indexOf("\n", from)
    const lineEnd = newline < 0 ? text.length : newline
    const stop = isInline(text, start) ? /[.!?;](?=\s)/.exec(text.slice(from, Math.min(next, lineEnd))) : null
    const end = Math.min(next, stop === null ? lineEnd : from + stop.index)
    return {
      start,
      end,
      letter: placeOf(found[1] ?? ""),
      body: text.slice(from, end),
      inline: isInline(text, start)
    }
  })
}

const startsWithText = (body: string, own: string): boolean =>
  body.toLowerCase().startsWith(own.toLowerCase()) && !/^[\p{L}\p{N}-]/u.test(body.slice(own.length))

const bare = (body: string): string =>
  body.replace(/\((?:correct|answer|right)[^()]*\)|\u2713|\u2714|\u2705|\u2611|<-.*$|\u2190.*$/g, "").replace(
    /[\s,;.*"']+$|,?\s(?:and|or)\s*$/g,
    ""
  ).replace(/,?\s(?:and|or)$/, "")

/**
 * Leaves out a list of the offered options. Where the list judges its options, or marks one of them, that one stays; of
 * options that stand apart, those are left out that are ruled out.
 */
export const withoutOptionList = (text: string, choices: readonly string[]): string => {
  const fewest = Math.min(3, choices.length + 1)
  const items = itemsIn(text)
  if (items.length < fewest) return text
  const offered = [...choices, "unknown"]
  const isOption = (item: Item): boolean => {
    const own = offered[item.letter]
    return own !== undefined
      && (onlyVerdict.test(item.body) || (item.inline && startsWithText(item.body, own))
        || sameText(bare(item.body), own)
        || sameText(item.body.split(/\s[-\u2013\u2014]\s|:\s|\s\(|,\s|\*\*|\.\s/)[0] ?? "", own))
  }
  /** What an item says about its option. */
  const judgement = (item: Item): string =>
    onlyVerdict.test(item.body) && !startsWithText(item.body.trim(), offered[item.letter] ?? "")
      ? item.body
      : item.body.slice(bare(offered[item.letter] ?? "").length)
  const runs: Item[][] = []
  for (const item of items) {
    if (!isOption(item)) continue
    const run = runs.at(-1)
    const before = run?.at(-1)
    const goesOn = before?.letter === item.letter - 1
      && !/\p{L}{2}/u.test(text.slice(before.end, item.start).replace(/\b(?:and|or)\b/g, ""))
    if (run !== undefined && goesOn) run.push(item)
    else runs.push([item])
  }
  let kept = ""
  let from = 0
  for (const run of runs) {
    const [first] = run
    if (first === undefined) continue
    if (run.length < fewest) {
      for (const item of run) {
        if (item.inline || !rejected.test(judgement(item))) continue
        kept += text.slice(from, item.start)
        from = item.end
      }
      continue
    }
    const isWrong = (item: Item): boolean =>
      !surely.test(item.body)
      && wrong.test(judgement(item))
    const isRight = (item: Item): boolean =>
      right.test(
        text.slice(item.start, item.end).replace(item.body, judgement(item))
      )
    const marked = run.filter((item) => isRight(item) && !isWrong(item))
    const left = run.filter((item) => !isWrong(item))
    const pick = marked.length === 1
      ? marked[0]
      : marked.length === 0 && left.length === 1 && run.length > 1
      ? left[0]
      : undefined
    kept += text.slice(from, first.start)
    if (pick !== undefined) kept += text.slice(pick.start, pick.end)
    from = run.at(-1)?.end ?? from
  }
  return kept + text.slice(from)
}
