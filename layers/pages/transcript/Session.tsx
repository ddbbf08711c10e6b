/**
 * One session: what was sent, what came back, and how it was read.
 */
import type { ComponentChildren } from "preact"
import {
  generationFacts,
  maskingOf,
  readingLine,
  readingOf,
  sessionTitle
} from "../../../src/reporting/transcript/facts.ts"
import { spokenIn } from "../../../src/reporting/transcript/spoken.ts"
import type { TextChange, TranscriptSession } from "../../../src/reporting/transcript/Transcript.ts"
import { Facts } from "../Facts.tsx"
import { Shown } from "../Shown.tsx"
import { Segments } from "./Segments.tsx"

const Said = (
  { children, isAnswer = false, who }: {
    readonly who: string
    readonly isAnswer?: boolean
    readonly children: ComponentChildren
  }
) => (
  <div class={isAnswer ? "said answer" : "said"}>
    <span class="who">{who}</span>
    <div class="words">{children}</div>
  </div>
)

const Lost = () => <span class="muted">The cache has this text no more.</span>

const PromptText = ({ change, session }: SessionProps) => {
  const spoken = spokenIn(session, change)
  return spoken === null
    ? (
      <Said who="prompt">
        <Lost />
      </Said>
    )
    : (
      <>
        {spoken.map(({ role, segments }) => (
          <Said who={role ?? "prompt, as sent"}>
            <Segments segments={segments} />
          </Said>
        ))}
      </>
    )
}

const ReadAs = ({ session }: { readonly session: TranscriptSession }) => {
  if (session.reading === null) return <p class="read muted">Nothing was read from this answer.</p>
  const { isLong, text } = readingOf(session)
  const masking = maskingOf(session)
  if (isLong) {
    return (
      <details>
        <summary>Read as {readingLine(session)}</summary>
        <div class="words">
          <Shown text={text} />
        </div>
      </details>
    )
  }
  return (
    <p class="read">
      <span class="muted">Read as</span> <Shown text={text} />
      {masking === null ? null : (
        <>
          {" "}
          <span class="muted">
            (<Shown text={masking} />)
          </span>
        </>
      )}
    </p>
  )
}

interface SessionProps {
  readonly session: TranscriptSession
  readonly change: TextChange | null
}

export const Session = ({ change, session }: SessionProps) => {
  const { generation } = session
  const reasoning = generation?.reasoning ?? null
  return (
    <section class="session">
      <h4>
        {sessionTitle(session.session)} <span class="asks">asks {session.asks}</span>
      </h4>
      <PromptText session={session} change={change} />
      {reasoning === null ? null : (
        <details>
          <summary>What the model thought first ({reasoning.length} characters)</summary>
          <Said who="thoughts">
            <Shown text={reasoning} />
          </Said>
        </details>
      )}
      <Said who="answer" isAnswer>
        {generation === null ? <Lost /> : <Shown text={generation.text} />}
      </Said>
      <ReadAs session={session} />
      <details>
        <summary>How it was made and read</summary>
        <Facts facts={generationFacts(session)} />
      </details>
    </section>
  )
}
