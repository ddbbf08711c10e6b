/**
 * Whether something holds, by a sign and a word, never by colour alone.
 */
import type { ExperimentRow } from "../../wire/experiments.ts"

const signs = { yes: "✓", no: "✗", unknown: "?" } as const

interface JudgementProps {
  readonly value: boolean | null
  readonly yes: string
  readonly no: string
}

/** Yes, no, or cannot be told. */
export const Judgement = ({ no, value, yes }: JudgementProps) => {
  const kind = value === null ? "unknown" : value ? "yes" : "no"
  const word = value === null ? "cannot be told" : value ? yes : no
  return (
    <span class={`judgement ${kind}`}>
      <span aria-hidden="true">{signs[kind]}</span> {word}
    </span>
  )
}

export type VerdictName = ExperimentRow["verdictName"]

/** What verdicts are called. */
export const verdictWords = {
  faithful: { yes: "faithful", no: "not faithful" },
  introspect: { yes: "as it said", no: "not as it said" }
} as const

/** Whether the first answer is right. */
export const Correct = ({ value }: { readonly value: boolean | null }) => (
  <Judgement value={value} yes="correct" no="wrong" />
)

/** The task's verdict; nothing for a task without one. */
export const Verdict = ({ name, value }: { readonly name: VerdictName; readonly value: boolean | null }) =>
  name === null ? null : <Judgement value={value} {...verdictWords[name]} />
