/** What stands where no text is given: refusals of the task, and advice how to edit. */
import { oneOf } from "../cleaning/text.ts"
import { foreignRefusal } from "./foreignPhrases.ts"

const refusedTask = oneOf([
  "help (?:you|with|edit|redact)",
  "help[.!]",
  "assist",
  "edit(?:ing)?\\b",
  "redact",
  "modify",
  "alter",
  "rewrite",
  "revise",
  "fulfil",
  "comply",
  "provide",
  "(?:change|complete|answer|process|perform|produce|remove|satisfy|generate|create|write|make|do|continue(?: with)?|respond to|engage (?:in|with)) (?:the|this|that|your|these|any|an?|such|harmful|content|requested)\\b(?! (?:film|movie|show|sense|big|lot))",
  "determine (?:the sentiment|what|which|how to)",
  "understand (?:the|your|what) (?:request|question|task|prompt|instruction|you)",
  "see (?:the|any|a) (?:paragraph|text)",
  "(?:more|enough|sufficient) (?:information|context)",
  "access to"
])

/** What only a refusal of this task begins with. */
const refusal = new RegExp(
  [
    `^${
      oneOf([
        `(?:i'm|i am)(?: so| very| really)? sorry`,
        `(?:my )?apologies`,
        `i apologi[sz]e`,
        `sorry`,
        `unfortunately`,
        `hi there`,
        `hello`,
        `hi`
      ])
    }\\b[^.!?\\n]{0,80}?\\b(?:i|we)(?: am|'m)? ?${
      oneOf([
        `can ?not`,
        `can't`,
        `could not`,
        `couldn't`,
        `unable`,
        `not able`,
        `won't`,
        `will not`,
        `do not`,
        `don't`,
        `would need`,
        `need`,
        `must decline`
      ])
    }\\b[^\\n]{0,40}?\\b${refusedTask}`,
    `^(?:i|we)(?: am|'m)? ?(?:simply |just |really )?${
      oneOf([
        `can ?not`,
        `can't`,
        `could not`,
        `unable to`,
        `not able to`,
        `won't`,
        `will not`,
        `must decline`,
        `have to decline`,
        `refuse`,
        `do not have`,
        `don't have`
      ])
    }\\s?(?:(?!help )\\w+ )?(?:to )?${refusedTask}`,
    "^[^\\n]{0,60}\\bas an? (?:\\w+ (?:and \\w+ )?)?(?:(?:ai|artificial intelligence)(?=[,.;:]| (?:language|model|assistant|system|chatbot|i|and|it)\\b)|large language model|language model)\\b",
    "^i(?:'m| am) (?:just |only )?an? (?:ai|language model|assistant)\\b",
    "^(?:please|could you|can you)(?: please)? (?:provide|share|give|paste|send|supply|specify|clarify)",
    "^(?:what|which) (?:specific )?(?:changes|edits|paragraph|text|aspects|sentiment|answer|words?)\\b[^\\n?]{0,120}\\?\\s*$",
    "^(?:no|there (?:is|was) no|there are no) (?:paragraph|text|changes|edits)(?: (?:was|were|is|are))? ?(?:provided|given|necessary|needed|required|to (?:edit|redact))",
    "^it(?: is|'s) (?:not possible|impossible) to (?:edit|redact|change|modify|make|alter|rewrite)",
    "^the (?:paragraph|text|passage|sentiment)(?: \\w+){0,3} (?:cannot|can't|can not) be (?:edited|changed|redacted|modified|altered)",
    "^(?:there is|there's) no way (?:to|that i can|i can) (?:edit|redact|change|modify|alter|make)",
    "^(?:editing|redacting|changing|altering|modifying) (?:the|this|that) (?:paragraph|text|review|passage|sentiment)\\b[^\\n]{0,200}\\b(?:not|won't|can't|cannot|refuse|decline)\\b",
    "^the (?:paragraph|text|passage|statement|sentiment)(?: [^.\\n]{0,40})? (?:is )?already\\b",
    "^(?:the|this) (?:paragraph|text|passage|statement|sentiment|review) (?:does not|doesn't|needs?) (?:need|require|no)\\b[^\\n]{0,60}\\b(?:edit|chang|redact|modif|alter)",
    "^(?:there is|there's|there are|i (?:see|find|found)) (?:nothing|no words?) (?:to|that (?:needs?|has|have) to be|in [^.\\n]{0,40} to) (?:redact|edit|chang|mask|remov|replac)",
    "^(?:n/?a|none|null|nothing|no answer|yes|no|positive|negative|neutral|unknown|not applicable|not possible|impossible|no text)[.!]?$",
    "^i (?:do not|don't) know how to (?:edit|redact|change|modify|make)",
    "^unable to\\b",
    foreignRefusal.source,
    "^\\(?[a-f]\\) ?\\w+(?: \\w+){0,3}\\.?$",
    "^\\w+$",
    "^(?:that|this)(?: is|'s) not something (?:that )?(?:i|we)\\b",
    "^i(?:'d| would)? (?:prefer not|rather not)"
  ].join("|"),
  "i"
)

/** What such a refusal says somewhere in its first line, but not far from its beginning. */
const saysRefusal = new RegExp(
  `\\b${
    oneOf([
      "against my (?:programming|guidelines)",
      "as per my programming",
      "no (?:further )?(?:edits?|changes?|modifications?|redactions?)(?: (?:is|are|were|was))? (?:needed|necessary|required|made)"
    ])
  }\\b`,
  "i"
)
const notFar = 200
/** None of these phrases is longer. */
const longestPhrase = 60

/** Whether the beginning of an answer refuses this task. */
export const refusesTask = (head: string): boolean => {
  if (refusal.test(head)) return true
  const said = saysRefusal.exec(head.slice(0, notFar + longestPhrase))
  return said !== null && said.index <= notFar && !head.slice(0, said.index).includes("\n")
}

/** Advice how to edit, instead of an edited text. */
export const advises = new RegExp(
  [
    `^(?:to|in order to) ${
      oneOf([
        "make",
        "change",
        "edit",
        "redact",
        "alter",
        "turn",
        "achieve",
        "flip",
        "reverse",
        "convert",
        "shift",
        "get",
        "convey",
        "render",
        "modify",
        "ensure"
      ])
    }\\b[^\\n]{0,200}?,? ${
      oneOf([
        "you",
        "we",
        "one",
        "i",
        "it",
        "simply",
        "just",
        "replace",
        "change",
        "remove",
        "the (?:word|words|phrase|sentence|following)"
      ])
    }\\b ?${
      oneOf([
        "can",
        "could",
        "should",
        "may",
        "might",
        "need",
        "would",
        "suggest",
        "recommend",
        "is",
        "replace",
        "change",
        "remove",
        "simply",
        "must",
        "have",
        "\"",
        "'",
        "\u201C"
      ])
    }`,
    `^(?:you|we|one) ${
      oneOf(["can", "could", "should", "may", "might", "need to", "would(?: need to| have to)?", "have to"])
    }(?: simply| just| also| try)? ${
      oneOf([
        "replac",
        "chang",
        "edit",
        "redact",
        "remov",
        "swap",
        "modif",
        "alter",
        "rewrit",
        "substitut",
        "mak",
        "add",
        "revis",
        "delet"
      ])
    }\\w*\\b`,
    "^(?:simply |just |first,? )?(?:add|insert|put) (?:the |a )?(?:words?|phrase|sentence|negation|[\"'\u201C])",
    "^(?:simply |just |first,? )?(?:replace|swap|substitute) (?:the |all |every |each )?(?:word|words|phrase|sentence|adjective|[\"'\u201C])",
    "^(?:simply |just |first,? )?(?:change|remove|redact|delete) (?:the (?:word|words|phrase|first|last|sentence|adjective)|[\"'\u201C])",
    "^words? to (?:redact|mask|remove|change|replace)\\b",
    "^i (?:would|'d|suggest|recommend|propose)(?: suggest| recommend| propose)?(?: to)? ?(?:replac|chang|edit|redact|remov|swap|modif|alter|rewrit|substitut|mak)\\w*\\b",
    "^[^.\\n]{0,160}[\"'\u201D\u2019] (?:should|could|can|must|may|might|would) be (?:replaced|changed|removed|swapped|edited|redacted|masked|deleted|turned)",
    "^[^.\\n]{0,80}\\b(?:words?|phrases?|sentences?|following) (?:[^.\\n]{0,80} )?(?:should|could|can|must|may|might|would) be (?:replaced|changed|removed|swapped|edited|redacted|masked|deleted)",
    "^(?:the following (?:words?|edits?|changes?|phrases?)|the (?:words?|edits?|changes?) (?:to (?:change|replace|make|edit|redact)|you|that (?:should|could|can|need))|here are (?:some|a few|the) (?:suggestions|tips|edits|changes|words|ways|steps))\\b"
  ].join("|"),
  "i"
)
