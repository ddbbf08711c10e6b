/**
 * One observation's transcript.
 */
import {
  controlFacts,
  controlTitle,
  sessionTitle,
  verdictsOf
} from "../../../src/reporting/transcript/facts.ts"
import type { Transcript } from "../../../src/reporting/transcript/Transcript.ts"
import { Facts } from "../Facts.tsx"
import { Shown } from "../Shown.tsx"
import { Session } from "./Session.tsx"

const Verdict = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <span class="verdict">
    <span class="muted">{name}</span>
    <b>
      <Shown text={value} />
    </b>
  </span>
)

const Failure = ({ error }: Pick<Transcript, "error">) =>
  error === null ? null : (
    <p class="failed">
      {sessionTitle(error.session)} failed ({error.reason}): <Shown text={error.message} />
    </p>
  )

const Controls = ({ transcript }: { readonly transcript: Transcript }) =>
  transcript.controls.length === 0 ? null : (
    <details class="controls">
      <summary>Controls of this observation ({transcript.controls.length})</summary>
      {transcript.controls.map((control) => (
        <section>
          <h4>{controlTitle(control)}</h4>
          <Facts facts={controlFacts(control, transcript)} />
          {control.sessions.map((session) => <Session session={session} change={control.change} />)}
        </section>
      ))}
    </details>
  )

export const TranscriptArticle = ({ transcript }: { readonly transcript: Transcript }) => {
  const { change, error, experiment, idx, label, sessions } = transcript
  return (
    <article class="transcript" id={`${experiment.id}/${idx}`}>
      <header>
        <h3>
          Observation {idx} of {experiment.spec.dataset.name} {experiment.spec.split}
        </h3>
        <Verdict name="label" value={label} />
        {verdictsOf(transcript).map(([name, value]) => <Verdict name={name} value={value} />)}
      </header>
      {sessions.map((session) => <Session session={session} change={change} />)}
      <Failure error={error} />
      <Controls transcript={transcript} />
    </article>
  )
}
