import { anyOf, oneOf } from "../cleaning/text.ts"
import { foreignPostscripts } from "./foreignPhrases.ts"

const interjection = oneOf([
  "sure(?: thing)?",
  "certainly",
  "of course",
  "absolutely",
  "okay",
  "ok",
  "alright",
  "all right",
  "got it",
  "great",
  "done",
  "no problem",
  "definitely",
  "understood",
  "yes",
  "gladly",
  "here you go",
  "here we go",
  "thanks?(?: you)?(?: for [^.!:\\n]{0,80})?",
  "i(?:'d| would) be (?:happy|glad) to[^.!:\\n]{0,60}",
  "happy to help",
  "i can (?:help|do|certainly)[^.!:\\n]{0,60}",
  "i (?:understand|see)",
  "let me[^.!:\\n]{0,60}",
  "as (?:requested|you requested)"
])

const editWord = oneOf([
  "paragraphs?",
  "passage",
  "versions?",
  "edit(?:ed|s|ing)?",
  "redact(?:ed|ion|ing)?",
  "revis(?:ed|ion)",
  "modif(?:ied|ication)",
  "re-?writ(?:ten|e)",
  "re-?wr?ote",
  "re-?phrased",
  "updated",
  "alter(?:ed|ation)",
  "counterfactual",
  "changed",
  "masked",
  "replaced",
  "amended",
  "adjusted",
  "corrected",
  "transformed",
  "removed",
  "sentiment"
])

const pointer = oneOf([
  "here(?:'s| is| are| goes)",
  "below (?:is|are)",
  "this is",
  "the following(?: is| are)?",
  "see below",
  "you can find",
  "i(?:'ve| have)?(?: \\w+)? (?:edited|redacted|revised|modified|rewritten|rewrote|changed|updated|replaced|masked|made|altered|removed)",
  "the (?:\\w+ ){0,3}(?:paragraph|text|passage|version|sentence|answer|result|output|edit)",
  "one (?:possible|way)",
  "a (?:possible|\\w+ed) (?:version|paragraph|edit)",
  "after (?:editing|redacting|making)",
  "my (?:edited|redacted|revised|answer|version)",
  "with (?:these|the|minimal) (?:edits|changes)",
  "edited",
  "redacted",
  "revised",
  "modified",
  "based on",
  "to (?:make|change|achieve|edit|redact|flip|reverse|invert|get|meet|match|give|ensure|turn|convey|reflect|shift|alter|answer|remove)",
  "in order to",
  "by (?:replacing|changing|editing|removing|redacting|masking)",
  "thus",
  "so",
  "therefore",
  "for example",
  "for instance",
  "we (?:can|could)",
  "you (?:can|could|may|might)",
  "if (?:we|you|i)",
  "replacing",
  "using",
  "as (?:follows|edited)",
  "it (?:could|can) be",
  "with"
])

/** A first line that only agrees to the task: "Of course.", "Certainly, here you go:", "Absolutely! Here it is:". */
export const agreeingLine = new RegExp(
  `^(?!thank|(?:great|yes|definitely|i see|i understand)[.!]?$)(?:${interjection}\\s?[!.,:;\u2014-]{1,3}\\s{0,3}){0,3}(?:${interjection}|here (?:it is|you (?:go|are)|we go|goes)|here's (?:it|mine|my (?:attempt|answer|take|try|version|edit)))\\s?[!.:\u2026]{0,3}$`,
  "i"
)

/** A sentence that agrees to the task, in front of the text in the same line. No review begins with one of these. */
export const agreeingSentence =
  /^(?:of course|certainly|understood|got it|no problem|sure thing|gladly|as (?:you )?requested|here you go|here it is)[.:]\s+(?=\S)/i

/** "Here is the edited paragraph:" and its kin, up to the colon. */
export const startsPreamble = new RegExp(
  `^(?:${interjection}\\s?[!.,:;\u2014-]{1,3}\\s{0,3}){0,3}(?:(?:and|so|now|then),? )?${pointer}\\b[^:\\n]{0,300}:`,
  "i"
)

export const hasEditWord = new RegExp(`\\b${editWord}\\b`, "i")
export const hasTextNoun =
  /\b(?:paragraphs?|passage|versions?|text|sentence|answer|result|output|example|story|statement|review|words?|edits?|changes?|response|attempt|rewrite|content|follows|read|reads|this|redactions?|sentiment|adjectives?|meaning)\b/i

const adjectives =
  "edited|redacted|revised|modified|new|updated|rewritten|changed|altered|final|counterfactual|corrected|masked|output|minimally edited|amended|adjusted|rephrased|positive|negative|result(?:ing)?|improved|after|opposite|transformed"
const nouns =
  "paragraph|text|version|passage|review|sentence|story|answer|output|response|statement|rewrite|edit|redaction|result|content|premise"

/** Nouns that are a label also without an adjective; a review may begin with "The story:". */
const loneNouns = "result|paragraph|text|version|passage|answer|output|rewrite|edit|redaction|response"

/** A label before a text: "Edited paragraph:", "**Paragraph:**", "Answer:". */
export const textLabel = new RegExp(
  `^[*_#>\\s]{0,6}(?:the |my |your )?${
    oneOf([
      `(?:${adjectives})(?: (?:${adjectives}))? (?:${nouns})`,
      `(?:${loneNouns})`,
      `edited`,
      `redacted`,
      `revised`,
      `modified`,
      `rewritten`,
      `updated`,
      `rewrite`,
      `after`,
      `(?:positive|negative) sentiment`
    ])
  }(?: \\((?!original)[^()\\n]{0,60}\\)| with [^:\\n]{0,60})?[*_]{0,3}\\s{0,2}(?::|\u2192|->|[-\u2013\u2014](?=[ \\t]*\\n))[*_]{0,3}[ \\t]{0,4}`,
  "i"
)

/** The same on a line of its own that needs no colon, as a heading. */
export const headingLabel = new RegExp(
  `^(?:#{1,6} {0,3}|\\*\\*|__|\\[)(?:the |my )?${
    oneOf([
      `(?:${adjectives})(?: (?:${adjectives}))? (?:${nouns})`,
      `(?:${loneNouns})`,
      `edited`,
      `redacted`,
      `revised`,
      `modified`,
      `rewritten`
    ])
  }(?: \\([^()\\n]{0,60}\\))?[*_:# \\]]{0,5}$`,
  "i"
)

/** A label alone on a first line without any mark. */
export const bareLabelLine = new RegExp(
  `^(?:the |my )?(?:${adjectives}) (?:paragraph|text|version|passage)$`,
  "i"
)

/** A label at the end of a line of thoughts: "Wait, that is wrong. Corrected version:". */
export const trailingLabel = new RegExp(
  `[.!?] (?:the |my )?(?:${adjectives}) (?:${nouns})[*_]{0,3}:[*_]{0,3}$`,
  "i"
)

/** A line that opens the original text, which an answer may repeat before the new one. */
export const originalLabel =
  /^[*_#>\s]{0,6}(?:the )?(?:original|source|input|given|before|old|initial|unedited)(?: (?:paragraph|text|version|passage|review|sentence|story))?[*_]{0,3}\s{0,2}(?::|$)/i

/** A label that stands between the original and the new text, or between thoughts and the new text, anywhere on its own line. */
export const newTextLine = new RegExp(
  `^[*_#>\\t ]{0,6}(?:the |my )?(?:(?:${adjectives})(?: (?:${adjectives}))?(?: (?:${nouns}))?|rewrite)(?: \\((?!original)[^()\\n]{0,60}\\))?[*_]{0,3}[ \\t]{0,2}(?::|\u2192)[*_]{0,3}`,
  "i"
)

const postscripts = [
  "(?:please )?note(?:s)?(?: that\\b|\\s?:)",
  "nb:",
  "p\\.?s\\.? i (?:changed|replaced|kept)",
  "explanations?\\s?:",
  "(?:here's |here is )?(?:an |a brief )?explanation of",
  "rationale\\s?:",
  "reasoning\\s?:",
  "justification\\s?:",
  `(?:list of |summary of |key |main |the |specific )?${
    oneOf([
      "changes",
      "edits",
      "modifications",
      "redactions",
      "replacements",
      "alterations",
      "revisions",
      "substitutions"
    ])
  }(?: (?:and|&) \\w+)?(?: i| we| that were| that i)?(?: have)?(?: been)?(?: made| applied| include| are)?(?: (?:are|include|to the (?:text|paragraph)|as follows|in this version|in the paragraph)){0,2}\\s?[*_]{0,3}(?::|[ \\t]*(?:\\n|$))`,
  "what(?: i| was|'s| has)?(?: been)? (?:changed|edited|redacted)",
  `(?:the following|these|those|here are the|the|only|all)(?: \\w+){0,3} ${
    oneOf([
      "changes",
      "edits",
      "words",
      "modifications",
      "redactions",
      "replacements",
      "phrases",
      "sentences?",
      "terms"
    ])
  }(?: \\w+){0,3} ${
    oneOf([
      "were",
      "was",
      "have been",
      "has been",
      "made",
      "replaced",
      "redacted",
      "changed",
      "i made",
      "removed",
      "masked",
      "that were",
      "make",
      "ensure",
      "remove",
      "i changed"
    ])
  }`,
  `i(?:'ve| have)?(?: only| simply| just| also| then| mainly| merely)? ${
    oneOf([
      "changed",
      "replaced",
      "edited",
      "redacted",
      "modified",
      "removed",
      "masked",
      "made",
      "swapped",
      "added",
      "altered",
      "kept",
      "rewrote",
      "rewritten",
      "substituted",
      "adjusted",
      "deleted",
      "left",
      "used",
      "revised",
      "updated",
      "tried",
      "focused",
      "flipped",
      "inverted",
      "turned",
      "negated",
      "reversed",
      "preserved"
    ])
  } ${
    oneOf([
      "the",
      "a",
      "only",
      "\"",
      "'",
      "\u201C",
      "some",
      "as",
      "few",
      "one",
      "two",
      "three",
      "all",
      "any",
      "several",
      "just",
      "these",
      "those",
      "this",
      "words?",
      "every",
      "phrases?",
      "to keep",
      "minimal",
      "no",
      "each",
      "adjectives",
      "verbs",
      "mary",
      "john"
    ])
  }`,
  "(?:by|through) (?:replacing|changing|removing|redacting|masking|editing|swapping|altering|making|deleting)",
  `(?:this|the|these) ${
    oneOf([
      "edit(?:s|ed)?",
      "change[sd]?",
      "modif(?:ied|ication|ications)",
      "revis(?:ed|ion|ions)",
      "redact(?:ed|ion|ions)",
      "version",
      "rewrite",
      "alteration",
      "replacement",
      "updated",
      "new",
      "paragraph now",
      "text now",
      "masked"
    ])
  }(?: (?:version|paragraph|text|passage|words?|edits?))?(?: \\w+){0,4} ${
    oneOf([
      "change",
      "maintain",
      "make",
      "keep",
      "convey",
      "reflect",
      "ensure",
      "remove",
      "is",
      "are",
      "now",
      "has",
      "have",
      "shift",
      "express",
      "entail",
      "contain",
      "the sentiment",
      "was",
      "were",
      "sentiment",
      "preserve",
      "should",
      "would",
      "will",
      "flip",
      "turn",
      "mean",
      "retain",
      "allow",
      "prevent",
      "hide",
      "can"
    ])
  }`,
  "in this (?:version|edit|revision|edited|revised|redacted|case, i)",
  "in the (?:edited|revised|redacted|modified|above|updated) (?:version|paragraph|text|passage)",
  `(?:the |this |these |only the )?(?:only )?${
    oneOf(["words?", "phrases?", "terms?", "sentences?", "adjectives?", "verbs?", "names?"])
  } (?:[\"'\u201C][^\\n]{0,200}|\\w+ )(?:was|were|is|are|has been|have been) ${
    oneOf(["removed", "replaced", "changed", "redacted", "masked", "edited", "added", "altered", "swapped"])
  }`,
  `(?:now,? )?(?:the|this) ${
    oneOf(["statement", "sentiment", "question", "hypothesis", "answer", "entailment", "overall sentiment"])
  }(?: [\"'\u201C][^\"\\n]{0,200}[\"'\u201D])?(?: of [^.\\n]{0,40})? ${
    oneOf([
      "is now",
      "now",
      "can no longer",
      "cannot",
      "can not",
      "can now",
      "has (?:now )?(?:been|changed|become)",
      "becomes?",
      "no longer",
      "would now",
      "will now"
    ])
  }`,
  "(?:added|removed|deleted|replaced|changed|redacted|masked|edited)(?: words?)?\\s?:",
  "(?:entailment|label|hypothesis)\\s?:",
  "let me know (?:(?:if|whether|in case) (?:you(?:'d| would)? (?:like|need|want|have|prefer|wish|require)|there|this|that|any|further|it|i|these|those|the|more)|what you|how|should|your)",
  "without (?:the|this|that|it|them|these|those)\\b[^,\\n]{0,40}, (?:it|the|one|nobody|nothing|we|no one)\\b",
  `${
    oneOf([
      "(?:so |and )?now,? ",
      "thus,? ",
      "this way,? ",
      "so (?:that )?",
      "(?:therefore|hence|consequently|as a result),? "
    ])
  }?the answer${
    oneOf([
      " to (?:the|this) question(?: [\"'\u201C][^\\n]{0,200}| is now| has changed| would| changes| becomes)",
      " is now",
      " changes",
      " becomes",
      " would now",
      " has changed"
    ])
  }`,
  "(?:words?|phrases?|terms?) (?:replaced|changed|redacted|removed|masked|edited)\\s?:",
  "as (?:requested|you requested|instructed|per your)",
  "(?:please )?(?:feel free|do not hesitate|don't hesitate)",
  "(?:the|my) (?:key|main|only|biggest|single|one) (?:change|edit)(?: (?:i made|made|here))? (?:is|was)\\b",
  "i hope (?:that's|that is|this is) what",
  "anything else (?:i|you|that)\\b",
  "i hope (?:this|that|it)(?: edit(?:ed)?| version| paragraph| text)?(?: \\w+)? ?(?:helps?(?: you)?(?=[.!,]|\\s*$|\\s*\\n)|works?|is (?:what|helpful|useful)|meets|satisf)",
  "hope (?:this|that) helps",
  oneOf([
    "is there (?:anything|something|any other)",
    "would you like",
    "do you (?:want|need|have) (?:me|any|another|more|help|further)",
    "does this (?:work|help|meet|look|answer)",
    "if you(?:'d| would)? (?:like|need|want|prefer|have) (?:me|any|further|more|another|additional|other|different|a different|help|changes|assistance)"
  ]),
  "without (?:these|the|this) (?:\\w+ )?(?:words?|information|redacted|phrases?)",
  "with (?:these|this|the) (?:\\w+ )?(?:changes?|edits?|redactions?|words?|modifications?)(?: \\w+){0,3}, ",
  "as you can see",
  "(?:the )?(?:redacted|masked|replaced|changed|removed|important|edited) (?:words|terms|phrases)(?: (?:are|were|include)[^\\n]{0,40})?\\s?:",
  "(?:the )?(?:redacted|masked|replaced|changed|removed) (?:words|terms|phrases) (?:are|were|include)",
  "original(?: (?:paragraph|text|version|sentence))?\\s?:",
  "(?:the )?(?:new |overall |resulting )?sentiment(?: of this (?:paragraph|version))?(?: is| has|:)(?: now| been)?",
  "answer\\s?:",
  "changed? [\"'\u201C]",
  "replaced? [\"'\u201C]",
  "only (?:the |one |a |two )?(?:\\w+ )?(?:word|change|edit)s?[^:\\n]{0,80}\\b(?:was|were|is|are|has|have|needed|made|changed)\\b",
  "word count",
  "(?:the |my )?(?:key |main |only |biggest )?differences? (?:to|from|between|compared|with)\\b",
  "(?<=^#[#*_ ]{0,5}|^\\*\\*)(?:explanations?|notes?|rationale|reasoning|justification|comments?|commentary|analysis)[*_]{0,3}[ \\t]*$",
  ...foreignPostscripts
]

/** How a line after the text begins that speaks about it. */
export const postscriptLine = new RegExp(
  `^[(\\[*_#> \\t\u2192\u2022-]{0,6}(?=[a-z\\u00C0-\\uFFFF])(?:please |also,? |finally,? |so,? )?(?:${
    anyOf(postscripts)
  })`,
  "i"
)

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

/** What only a refusal of this task says at its beginning. */
export const refusesTask = new RegExp(
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
    "^[^\\n]{0,200}\\b(?:against my (?:programming|guidelines)|as per my programming)\\b",
    "^(?:please|could you|can you)(?: please)? (?:provide|share|give|paste|send|supply|specify|clarify)",
    "^(?:what|which) (?:specific )?(?:changes|edits|paragraph|text|aspects|sentiment|answer|words?)\\b[^\\n?]{0,120}\\?\\s*$",
    "^(?:no|there (?:is|was) no|there are no) (?:paragraph|text|changes|edits)(?: (?:was|were|is|are))? ?(?:provided|given|necessary|needed|required|to (?:edit|redact))",
    "^it(?: is|'s) (?:not possible|impossible) to (?:edit|redact|change|modify|make|alter|rewrite)",
    "^the (?:paragraph|text|passage|sentiment)(?: \\w+){0,3} (?:cannot|can't|can not) be (?:edited|changed|redacted|modified|altered)",
    "^(?:there is|there's) no way (?:to|that i can|i can) (?:edit|redact|change|modify|alter|make)",
    "^(?:editing|redacting|changing|altering|modifying) (?:the|this|that) (?:paragraph|text|review|passage|sentiment)\\b[^\\n]{0,200}\\b(?:not|won't|can't|cannot|refuse|decline)\\b",
    "^[^\\n]{0,200}\\bno (?:further )?(?:edits?|changes?|modifications?|redactions?)(?: (?:is|are|were|was))? (?:needed|necessary|required|made)\\b",
    "^the (?:paragraph|text|passage|statement|sentiment)(?: [^.\\n]{0,40})? (?:is )?already\\b",
    "^(?:the|this) (?:paragraph|text|passage|statement|sentiment|review) (?:does not|doesn't|needs?) (?:need|require|no)\\b[^\\n]{0,60}\\b(?:edit|chang|redact|modif|alter)",
    "^(?:there is|there's|there are|i (?:see|find|found)) (?:nothing|no words?) (?:to|that (?:needs?|has|have) to be|in [^.\\n]{0,40} to) (?:redact|edit|chang|mask|remov|replac)",
    "^(?:n/?a|none|null|nothing|no answer|yes|no|positive|negative|neutral|unknown|not applicable|not possible|impossible|no text)[.!]?$",
    "^i (?:do not|don't) know how to (?:edit|redact|change|modify|make)",
    "^i(?:'d| would)? (?:prefer not|rather not)"
  ].join("|"),
  "i"
)

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

/** Labels of several alternative texts. */
export const alternativeLabel =
  /(?:^|\n)[ \t*_#>(-]{0,6}(?:\d[.)] {0,3}[*_]{0,2})?(?:(?:first|second|third) (?:option|version|alternative|possibility)[*_]{0,3}:|(?:option|version|alternative|suggestion|possibility|variant|variation|example|edit|edited version|edited paragraph|choice|rewrite|revision)[ \t]{0,2}(?:#?\d{1,2}|[A-D]|one|two|three)[*_)]{0,3}[ \t]{0,2}(?:[:.)\u2013\u2014-]|\n|\())/gi
