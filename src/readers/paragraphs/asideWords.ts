/**
 * The words with which models speak about an edit, in groups, and how much each group says.
 *
 * The weights are log-odds that a logistic regression over the labelled corpus gave (lines of texts against lines that
 * stand around texts), rounded. A single word says little: a review, too, may have been changed, or call itself one.
 */

interface WordGroup {
  /** What the first word of the group adds to a score. */
  readonly first: number
  /** What a second, different word of the group adds. */
  readonly more: number
  readonly words: string
}

const groups: readonly WordGroup[] = [
  {
    first: 2.3,
    more: 0.5,
    words: `redact redacts redacted redacting redaction redactions mask masks masked masking`
  },
  {
    first: 1.7,
    more: 0.5,
    words:
      `edit edits edited editing change changes changed changing replace replaces replaced replacing replacement
      replacements swap swaps swapped swapping substitute substituted substituting substitution substitutions modify
      modified modifies modifying modification modifications alter altered altering alteration alterations rewrite
      rewrites rewrote rewritten rewriting rephrase rephrased rephrasing reword reworded revise revised revision
      revisions adjust adjusted adjusting adjustment adjustments amend amended correct corrected correction tweak
      tweaks tweaked update updated`
  },
  {
    first: 0.5,
    more: 0.3,
    words:
      `remove removed removing removal delete deleted deleting flip flips flipped flipping reverse reversed
      reverses invert inverted inverting turn turned turning switch switched convert converted converting hide hidden
      obscure obscured blacked added adding insert inserted inserting keep kept leave left leaving untouched unchanged
      intact preserve preserved preserves preserving maintain maintained maintains maintaining touch touched made make
      makes making retain retained negate negated shift shifts shifted carried moved`
  },
  {
    first: 2.3,
    more: 0.5,
    words:
      `paragraph paragraphs passage text sentiment hypothesis statement wording label entailment entail entails
      entailed premise prompt instruction instructions task request requested`
  },
  { first: 1.6, more: 1.5, words: `question questions answer answers answered answering claim answerable` },
  {
    first: 1.3,
    more: 0.5,
    words: `word words phrase phrases adjective adjectives verb verbs noun nouns term terms sentence sentences
      expression expressions adverb adverbs detail details information`
  },
  { first: 1.8, more: 0.3, words: `positive negative neutral opposite mood tone meaning context` },
  {
    first: 1,
    more: 0,
    words: `version versions original originally source review story article copy draft attempt`
  },
  {
    first: 0.7,
    more: 0,
    words: `minimal minimum minimally only few fewest single rest otherwise still now longer`
  },
  { first: 0.4, more: 0, words: `you your you'd you're you've you'll yours` },
  {
    first: 0.4,
    more: 0.9,
    words:
      `let know feel free hope helps help happy glad please certainly thanks thank welcome apologize apologise
      apologies assist assistance further would like prefer need`
  },
  {
    first: 1.4,
    more: 0.3,
    words:
      `determine determining determined conclude concluded infer inferred supported impossible reader guess verdict fact facts`
  },
  {
    first: 2,
    more: 0.8,
    words:
      `comply guidelines policy policies ethical unethical ethics programming decline refuse harmful misleading
      inappropriate appropriate fulfill fulfil comfortable ai report`
  },
  {
    first: 0.6,
    more: 0.9,
    words: `already nothing needed necessary required missing provided provide message received everything`
  },
  {
    first: -1.7,
    more: -0.4,
    words: `film movie films movies actors acting plot scenes script director cast watch watched seen`
  }
]

interface Entry {
  readonly group: number
  readonly first: number
  readonly more: number
}

const lexicon = new Map<string, Entry>(
  groups.flatMap(({ first, more, words }, group) =>
    words.split(/\s+/).map((word): [string, Entry] => [word, { group, first, more }])
  )
)

const word = /[a-z]+(?:'[a-z]+)?/g

/** What the words of a text in small letters add up to; of each group the first two different ones count. */
export const wordScore = (lower: string): number => {
  let score = 0
  const firsts: (string | undefined)[] = []
  const seconds: boolean[] = []
  for (const [found] of lower.matchAll(word)) {
    const entry = lexicon.get(found)
    if (entry === undefined) continue
    const { first, group, more } = entry
    if (firsts[group] === undefined) {
      firsts[group] = found
      score += first
    } else if (firsts[group] !== found && seconds[group] !== true) {
      seconds[group] = true
      score += more
    }
  }
  return score
}
