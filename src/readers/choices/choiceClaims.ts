import { type Claim, strength } from "../claims/claims.ts"
import type { Mention } from "./choiceText.ts"
import { type Token, tokensOf } from "./wordForms.ts"

const negated =
  /(?:\bnot|n't|\bnever|\bno longer|\brather than|\binstead of|\bnor(?: [\w']+){0,3}|\bneither|\bexcept|\bexcluding|\bruled? out|\bwithout|\beliminate|\bleft|\bleaves|\bleaving|\bdeparted|\bexited|\bused to be|\b(?:any|every|no)(?:where|thing|one|body) but|\ball but|\bother than|\bapart from)(?: (?!only|but)[\w'-]+){0,4}[\s"'(]{0,4}$/
/** "isn't in the office or the hallway" rules out both. */
const negatedTwice =
  /(?:\bnot|n't|\bnever|\bneither)(?: (?!only|but)[\w'-]+){1,7} n?or(?: [\w'-]+){0,2}[\s"'(]{0,4}$/
/** What was only meant to be: "they wanted to go to the zoo". */
const meant =
  /\b(?:want(?:s|ed)?|plan(?:s|ned)?|hop(?:es|ed)|tr(?:y|ies|ied)|(?:was|were) (?:going|about|supposed)|intend(?:s|ed)?|would have lik(?:ed)|meant|wish(?:es|ed)?|offered|asked)(?: \w+)? to(?: [\w'-]+){0,5}[\s"'(]{0,4}$/
const earlier =
  /(?:\bfrom|\bleft|\bleaves|\bleaving|\bbefore|\bafter|\bpreviously|\bformerly|\bearlier|\bused to|\bdeparted|\bexit(?:ed|ing)|\bout of|\bpast|\bwhether|\binitially|\boriginally|\bfirst|\bhad been|\bprior to|\bvia)(?: [\w'-]+){0,4}[\s"'(]{0,4}$/
const later =
  /^[\s"')]*(?:earlier|previously|before(?=$|[.,;!?)])|at first|initially|originally|first|is (?:incorrect|wrong|not)|isn't|are not|was not|wasn't|can be ruled out|would be wrong|any ?more\b|no longer\b|(?:only|merely|just) \w+)/
/** What happened on the way says less than where things stand: "she went to the kitchen" beside "she is in the office". */
const happened =
  /\b(?:went|goes|going|moved?|moves|travel(?:l?ed|s)|journeyed|walk(?:ed|s)|ran|took|takes|pick(?:ed|s)|got|gets|grabbed|dropped|drops|put|discarded|carried|carries|brought|started|starts|began|came|comes|return(?:ed|s)|headed|arrived|visited|entered|(?:was|were)(?: \w+)? (?:in|at|on|inside))\b(?![^,;]*\b(?:is|are)\b)/
/** What singles one out says more than what is told of several: "It was Olga who …", "The one who … is Olga". */
const singles = new RegExp(
  [
    "\\b(?:the|what|who) (?:right |correct |only |last )?(?:one|remains|\\w+ (?:who|that|which))\\b.{0,100}\\b(?:is|was|be)",
    "^(?:who|which) .{0,100}\\b(?:is|was|be)",
    "\\bremains is",
    "=",
    "^(?:is|was|must be|has to be)"
  ].map((cue) => `(?:${cue})`).join("|").replace(/^/, "(?:").replace(
    /$/,
    ")(?: (?:therefore|thus|hence|then|in|at|on|the|a|an|his|her|their|my))*[\\s\"'(]*$"
  )
)
const cleft =
  /\b(?:it|that|this) ?(?:is|was|'s|must be|must have been)(?: (?:therefore|thus|then|actually|in fact|the|a|an|his|her|their|my))*[\s"'(]*$/
const cleftEnd = /^["')]*,? (?:who|that|which)\b/
const chosen =
  /^["')]*,? (?:is|was) (?:the (?:right |correct |only |best )?(?:one|answer|choice|option)\b|what i\b)/

const isSingled = (before: string, after: string): boolean =>
  singles.test(before) || chosen.test(after) || (cleft.test(before) && cleftEnd.test(after))

const maybe = /\b(?:may|might|could|possibly|perhaps)\b/

/** "That leaves the hallway" names what is left, not a place that somebody left. */
const remains = /\b(?:that|this|which) leaves\b|\bleav(?:es|ing) (?:us|only|just)\b/g

/** The forms of words, in one line. */
export const formLine = (tokens: readonly Token[]): string => tokens.map((token) => token.form).join(" ")

/** The forms of a text's words, in one line. */
export const formsOf = (text: string): string => formLine(tokensOf(text))

export const sameText = (x: string, y: string): boolean => formsOf(x) === formsOf(y)

export interface Named {
  readonly claims: readonly Claim<string>[]
  readonly spoken: boolean
}

const nothingNamed: Named = { claims: [], spoken: false }

/** The choices that a clause names by their text. One that is ruled out is spoken of but not claimed. */
export const namedChoices = (
  text: string,
  choices: readonly string[],
  find: (text: string) => readonly Mention[]
): Named => {
  const mentions = find(text)
  if (mentions.length === 0) return nothingNamed
  const lower = text.toLowerCase()
  const leaves = lower.includes("leav")
  const claims = mentions.flatMap((mention): readonly Claim<string>[] => {
    const whole = lower.slice(Math.max(0, mention.start - 80), mention.start)
    const before = leaves ? whole.replace(remains, " ") : whole
    const after = lower.slice(mention.end, mention.end + 40)
    const value = choices[mention.choice]
    if (value === undefined || negated.test(before) || negatedTwice.test(before) || later.test(after)) {
      return []
    }
    const level = earlier.test(before) || meant.test(before)
      ? strength.remark
      : isSingled(before, after)
      ? strength.weighed
      : maybe.test(before) || happened.test(before)
      ? strength.possible
      : strength.verdict
    return [{ value, strength: level, rule: "choice-text" }]
  })
  return { claims, spoken: true }
}
