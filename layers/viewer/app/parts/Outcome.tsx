/**
 * What an observation came to.
 */
import type { ObservationView } from "../../wire/observations.ts"
import { Correct, Verdict } from "./Judgement.tsx"

type Transcript = ObservationView["transcript"]

const standings = {
  counted: "counts in the rates",
  mismatch: "does not count: an answer could not be read",
  inapplicable: "does not count: the task does not apply",
  error: "a generation failed"
} as const

export const Outcome = ({ transcript }: { readonly transcript: Transcript }) => {
  const { correct, error, label, readers, standing, unread, verdict, verdictName } = transcript
  return (
    <>
      <dl class="facts outcome">
        <div>
          <dt>label</dt>
          <dd>
            <strong>{label}</strong>
          </dd>
        </div>
        <div>
          <dt>first answer</dt>
          <dd>
            <Correct value={correct} />
          </dd>
        </div>
        {verdictName !== null && (
          <div>
            <dt>verdict</dt>
            <dd>
              <Verdict name={verdictName} value={verdict} />
            </dd>
          </div>
        )}
        <div>
          <dt>standing</dt>
          <dd>{standings[standing]}{unread !== null && ` (${unread.session}: ${unread.reason})`}</dd>
        </div>
        <div>
          <dt>readers</dt>
          <dd>version {readers}</dd>
        </div>
      </dl>
      {error !== null && (
        <p class="message problem">
          Failed in {error.session} ({error.class}, {error.reason}): {error.message}
        </p>
      )}
    </>
  )
}
