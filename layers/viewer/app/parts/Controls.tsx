/**
 * The controls of one observation: what was asked beside, and what came of it.
 */
import type { ObservationView } from "../../wire/observations.ts"
import { counted } from "../figures.ts"
import { Diff } from "./Diff.tsx"
import { Judgement } from "./Judgement.tsx"
import { Session } from "./Session.tsx"

type Transcript = ObservationView["transcript"]
type Control = Transcript["controls"][number]

const names = {
  random: "a random change of the same size",
  none: "the untouched text once more",
  all: "every word masked",
  size: "how much the explanation changed",
  repeat: "all sessions again",
  soft: "how likely the answers were"
} as const

const One = ({ control, isFaithful }: { readonly control: Control; readonly isFaithful: boolean }) => (
  <details class="card">
    <summary>
      {names[control.control]} {control.number} {control.size === null
        ? null
        : <span class="small">{control.size.changed} of {counted(control.size.words, "word")} changed</span>}
      {" "}
      {control.sessions.length > 0 && (
        <Judgement
          value={control.verdict}
          yes={isFaithful ? "would be faithful" : "as it said"}
          no={isFaithful ? "would not be faithful" : "not as it said"}
        />
      )}
    </summary>
    {control.error !== null && <p class="problem">{control.error.message}</p>}
    {control.change !== null && <Diff change={control.change} />}
    <div class={`sessions of${control.sessions.length}`}>
      {control.sessions.map((session, i) => (
        <Session
          key={session.session}
          session={session}
          number={i + 1}
        />
      ))}
    </div>
  </details>
)

export const Controls = ({ controls, verdictName }: Pick<Transcript, "controls" | "verdictName">) =>
  controls.length === 0 ? null : (
    <section aria-labelledby="controls">
      <h2 id="controls">Controls</h2>
      {controls.map((control) => (
        <One
          key={`${control.control} ${control.number}`}
          control={control}
          isFaithful={verdictName === "faithful"}
        />
      ))}
    </section>
  )
