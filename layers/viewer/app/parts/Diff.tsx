/**
 * What was changed of a text, marked: what went is struck through, what came is underlined, what is hidden is boxed.
 */
import type { ObservationView } from "../../wire/observations.ts"

type Change = NonNullable<ObservationView["transcript"]["change"]>

export const Diff = ({ change: { segments } }: { readonly change: Change }) => (
  <p class="text diff">
    {segments.map(({ kind, text }, i) => {
      if (kind === "removed") return <del key={i}>{text}</del>
      if (kind === "added") return <ins key={i}>{text}</ins>
      return kind === "masked" ? <mark key={i}>{text}</mark> : <span key={i}>{text}</span>
    })}
  </p>
)
