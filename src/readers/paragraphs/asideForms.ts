/** Signs of form and whole phrases by which a stretch of an answer shows that it speaks about the task. */
import { anyOf } from "../cleaning/text.ts"
import { foreignOffer } from "./foreignPhrases.ts"

const editing = "chang|edit|replac|swap|redact|mask|modif|alter|rewr|revis|remov|flipp|revers|invert|kept|hid"

/** Signs of form and of whole phrases, looked for in a text with straight quotes and without masks. */
const forms: Readonly<Record<string, RegExp>> = {
  leadsOn: /:\W{0,3}$/,
  arrow: /->|=>|[\u2192\u279C-\u27A1\u21D2]/,
  picture: /\p{Extended_Pictographic}/u,
  quotesWord: /"[^"\n]{0,40}[^".!?,\n]"/,
  quotesWords: /"[^"\n]{0,40}[^".!?,\n]"[^"]+"[^"\n]{0,40}[^".!?,\n]"/,
  intoQuote: /\b(?:to|into|with|by|for) "[^"\n]{1,60}"/,
  heading: /^#/,
  label: /^\W{0,5}\p{L}[\p{L} ]{0,30}:\s/u,
  bracketed: /^[([].*[)\]]\W*$/,
  squared: /^\[[a-z]/,
  italic: /^(?:\*[^*]+\*|_[^_]+_)$/,
  foreignOffer: foreignOffer,
  bullet: /^(?:[-*\u2022]|\d+[.)])\s/,
  agrees:
    /^\W*(?:sure|certainly|of course|absolutely|okay|ok|alright|got it|great|(?:all )?done|no problem|understood|yes|hi|hello|hmm|wait|i'd (?:love|be (?:happy|glad)))\b/i,
  edited: new RegExp(
    `\\b(?:i|we)(?:'ve| have|'ll| will)?(?: \\w+ly| just| also| only)? (?:${editing})\\w*|\\b(?:i|we) [^.\\n]{0,80} and (?:chang|edit|replac|swap|redact|mask|hid|remov|modif|alter|rewr)\\w*`,
    "i"
  ),
  offers:
    /\b(?:let me know|feel free|hope (?:this|that|it|you)|would you like|do you (?:want|need|have)|(?:if|what|as) you(?:'d| would| were|'re)? (?:like|want|need|prefer|ask|request|look|had in mind)\w*|like me to|want me to|help (?:you|with)|for you\b|happy to|glad to|anything else|you can see|(?:tell|ask) me (?:what|how|if)|(?:if|whether) (?:that|this|it) (?:suits|works|helps|is (?:not )?what)|i (?:can|could) (?:also )?(?:make|do|try|change|provide|offer|give) )/i,
  pointsBack: /^\W*(?:in|with|by|after|without) (?:this|that|these|the|its)\b[^,:]{0,40},/i,
  points:
    /\b(?:here(?:'s| is| are| it is| you (?:go|are)| goes)|below (?:is|are|you)|as follows|like this|see below)\b/i,
  declines:
    /\b(?:sorry|apologi\w+|unfortunately|unable|(?:i|we) (?:can't|cannot|can not|won't|will not|do not|don't|would rather not|must decline))\b/i,
  wishes:
    /^\W*(?:have fun|enjoy|cheers|good luck|done|there you (?:go|have it)|all the best|happy \w+ing)(?: with it| reading)?\W*$/i,
  results: /\b(?:becomes?|reads?|gives|results?)(?: (?:as follows|like this|now))?\W{0,3}$/i,
  judges: /^(?:so )?(?:that|this|it) (?:now |should )?(?:reads?|sounds?|makes|keeps|turns|gives|means)\b/i,
  attempts:
    /^\W*(?:here:|(?:try this|how about|here it (?:comes|goes|is)|coming (?:right )?up|here(?:'s| is) (?:my|what i (?:came|did|got|made)|mine|one)|(?:my|another) (?:attempt|take|try|version|answer|result|suggestion|proposal|edit))\b)/i,
  thinks:
    /^\W*(?:let me|let's|i need to|i (?:have|want) to|i'll|i will|i'm going to|i am going to|to (?:achieve|make|get|change|do)|as requested|you (?:asked|wanted|want|can|may|might|could|requested|'d like)|you'd like|please)\b/i,
  ends:
    /^\W*(?:end(?: of (?:the )?(?:\w+ )?(?:text|paragraph|story|answer|passage))?|that's (?:it|all)|(?:see )?below)\W*$/i,
  idiom:
    /\b(?:chang\w* (?:my|his|her|your|their|our|its) (?:mind|seat|clothes|tune)|chang\w* everything|in other words|long story short|needless to say|(?:only|just|in) (?:one|a|two) words?:)/i,
  asksUser:
    /\b(?:should|shall|may|can|could|would) i\b[^.!]*\?|^is (?:this|that|it)\b[^.!]*\b(?:close|okay|ok|good|fine|what|enough|better|right)\b[^.!]*\?/i,
  misses:
    /\b(?:forgot|paste|attach|missing)\b|\b(?:include|provide|share|send)\b[^.]*\b(?:paragraph|text|review|it)\b/i,
  asks: /\?\W{0,3}$/,
  modal: /\b(?:should|could|can|may|might|must|to)\b/,
  tells: /^\W*(?:i|we|it|they|he|she|mary|john|daniel|sandra|the)\b/i,
  speaks: /^"[^]*"$|" (?:said|asked|he|she|they|says|cried|replied)\b|\b(?:said|asked|says|cried|replied),? "/
}

/** What is looked for before any of some forms: most stretches have none of them. */
interface Cue {
  readonly forms: readonly string[]
  readonly isIn: (plain: string) => boolean
}

/** One expression for several, which says whether any of them is worth looking for. */
const together = (names: readonly string[]): Cue => {
  const union = new RegExp(anyOf(names.map((name) => forms[name]?.source ?? "")), "i")
  return { forms: names, isIn: (plain) => union.test(plain) }
}

const startsWithMark = /^[#[(*_]/

const cues: readonly Cue[] = [
  { forms: ["leadsOn", "label"], isIn: (plain) => plain.includes(":") },
  { forms: ["quotesWord", "quotesWords", "intoQuote", "speaks"], isIn: (plain) => plain.includes("\"") },
  { forms: ["asks", "asksUser"], isIn: (plain) => plain.includes("?") },
  { forms: ["heading", "bracketed", "squared", "italic"], isIn: (plain) => startsWithMark.test(plain) },
  together([
    "foreignOffer",
    "bullet",
    "agrees",
    "pointsBack",
    "wishes",
    "judges",
    "attempts",
    "thinks",
    "ends"
  ]),
  together(["edited", "offers", "points", "declines", "results", "idiom", "misses"])
]

/** The forms to look for, by the set of the cues that are there: bit i stands for cue i. */
const worthwhile = Array.from(
  { length: 1 << cues.length },
  (_, present) =>
    Object.entries(forms).filter(([name]) => {
      const cue = cues.findIndex(({ forms }) => forms.includes(name))
      return cue < 0 || (present >> cue) % 2 === 1
    })
)

/** The names of the forms that a stretch has. */
export const formSigns = (plain: string): readonly string[] => {
  const present = cues.reduce((set, { isIn }, cue) => (isIn(plain) ? set | (1 << cue) : set), 0)
  const signs: string[] = []
  for (const [name, form] of worthwhile[present] ?? []) if (form.test(plain)) signs.push(name)
  return signs
}
