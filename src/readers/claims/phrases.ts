/** Refusals: what a model says when it declines its task. */
import { anyOf, oneOf } from "../cleaning/text.ts"

const cannot = oneOf([
  "can ?not",
  "can't",
  "could ?n[o']t",
  "couldn't",
  "am (?:not able|unable) to",
  "'m (?:not able|unable) to",
  "(?:will|would) not",
  "won't",
  "wouldn't",
  "don't feel comfortable",
  "do not feel comfortable",
  "must decline to",
  "have to decline to",
  "not able to",
  "unable to"
])

/** What a model says when it declines the task, whatever the task is. */
const refusals = [
  `\\bi(?: am|'m)? ?(?:simply |really |just |currently |also )?${cannot} (?:\\w+ )?${
    oneOf([
      `help`,
      `assist`,
      `comply`,
      `fulfil+`,
      `provide`,
      `answer`,
      `analy[sz]e`,
      `respond`,
      `engage`,
      `participate`,
      `continue`,
      `discuss`,
      `do (?:that|this)`,
      `complete`,
      `process`,
      `perform`,
      `proceed`,
      `generate`,
      `create`,
      `edit`,
      `modify`,
      `alter`,
      `change`,
      `rewrite`,
      `redact`,
      `list`,
      `offer`,
      `give`,
      `share`,
      `support`,
      `satisfy`,
      `accommodate`,
      `carry out`
    ])
  }`,
  "\\b(?:as|being|i am|i'm) (?:just |only )?an? (?:ai|artificial intelligence|language model|large language model|chatbot|assistant)\\b",
  "\\b(?:goes|go) against (?:my|the) (?:programming|guidelines|policy|policies|principles)",
  "\\b(?:i|i'm|i am) (?:must |have to |sorry,? (?:but )?i (?:must |have to )?)?(?:decline|refuse)\\b",
  "\\b(?:i'm|i am|we are|we're) (?:so |very |really |deeply )?sorry\\b",
  "\\bi apologi[sz]e\\b",
  "\\bi(?: would|'d) (?:rather|prefer) not\\b|\\bi (?:prefer|choose) not to\\b",
  "\\bi(?: am|'m) not comfortable\\b",
  "\\bmy apologies\\b",
  "^sorry\\b",
  "\\bcan ?not (?:help|assist|comply) with (?:this|that|your)",
  "\\b(?:please|could you|can you|kindly) (?:please )?(?:provide|share|give|supply|clarify|specify|send|paste)",
  "\\bhow (?:can|may) i (?:help|assist)"
]

const refusal = new RegExp(anyOf(refusals), "i")

/** Whether the text declines, apologises or asks back. What follows a refusal can still be an answer. */
export const declines = (text: string): boolean => refusal.test(text)

const outright =
  /\b(?:prefer|choose) not to\b|\brather not\b|\ban? ai\b|\blanguage model\b|\bfulfil|\bcomply\b|\bassist\b|\b(?:your|this|the) request\b|\bguidelines\b|\bprogramming\b|\bpersonal\b|\b(?:have|give|express) (?:an )?opinions?\b|\bethic|\binappropriate\b|\bharmful\b|\bhate(?:ful)?\b|\bslurs?\b|\boffensive\b|\b(?:feel|not) comfortable\b|\bof (?:this|that|such) (?:kind|type|sort|nature)\b|\b(?:promot|glorif|incit)\w+\b|\bcontribute to\b|\bappropriate\b/i

/** Whether a text that declines does so on principle, and not because the answer cannot be told. */
export const refusesOutright = (text: string): boolean => outright.test(text)
