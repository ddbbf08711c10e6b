/**
 * One session: what was answered, what it was read as and why, and how it was asked.
 */
import type { ObservationView } from "../../wire/observations.ts"
import { counted, duration } from "../figures.ts"

export type SessionData = ObservationView["transcript"]["sessions"][number]

const endings = {
  stop: "ended by itself",
  length: "cut off at the token limit",
  unknown: "end not told"
} as const

/** A reading that is as long as this is shown when it is wanted: the answer that it was read from stands above it. */
const longReading = 120

const Reading = ({ reading }: { readonly reading: SessionData["reading"] }) => {
  if (reading === null) return <em class="none">nothing</em>
  if (typeof reading !== "string") return <>{reading.map((word, i) => <q key={i}>{word}</q>)}</>
  if (reading.length < longReading) return <q>{reading}</q>
  return (
    <details>
      <summary>a text of {counted(reading.length, "character")}</summary>
      <q>{reading}</q>
    </details>
  )
}

/** The facts of a generation, as far as they are known. */
const factsOf = (
  { completionTokens, durationMillis, finishReason, generation, promptTokens }: SessionData
) => [
  endings[finishReason],
  duration(durationMillis),
  ...(promptTokens === undefined ? [] : [`${counted(promptTokens, "token")} in`]),
  ...(completionTokens === undefined ? [] : [`${counted(completionTokens, "token")} out`]),
  ...((generation?.attempts ?? 1) > 1 ? [counted(generation?.attempts ?? 1, "attempt")] : [])
]

const PromptText = ({ prompt }: { readonly prompt: SessionData["prompt"] }) => {
  if (prompt === null) return <p class="none">The cache has it no more.</p>
  if (prompt._tag === "Text") return <pre class="text">{prompt.text}</pre>
  return (
    <>
      {prompt.messages.map(({ content, role }, i) => (
        <div key={i}>
          <h4>{role}</h4>
          <pre class="text">{content}</pre>
        </div>
      ))}
    </>
  )
}

interface SessionProps {
  readonly session: SessionData
  readonly number: number
  /** Whether the prompt is shown at once. */
  readonly isPromptOpen?: boolean
  readonly children?: preact.ComponentChildren
}

export const Session = ({ children, isPromptOpen = false, number, session }: SessionProps) => {
  const { asks, generation, masking, reading, rule } = session
  const reasoning = generation?.reasoning ?? null
  return (
    <section class="card session" aria-label={`session ${number}`}>
      <h3>
        <span class="number">{number}</span> asks {asks}
      </h3>
      {generation === null
        ? <p class="none">The cache has the answer no more.</p>
        : <blockquote class="text answer">{generation.text}</blockquote>}
      <dl class="facts">
        <div>
          <dt>read as</dt>
          <dd>
            <Reading reading={reading} />
          </dd>
        </div>
        <div>
          <dt>by rule</dt>
          <dd>
            <code>{rule}</code>
          </dd>
        </div>
        {masking !== undefined && (
          <div>
            <dt>masked</dt>
            <dd>
              {counted(masking.masked, "occurrence")}
              {masking.absent.length > 0 && <>; not in the text: {masking.absent.join(", ")}</>}
            </dd>
          </div>
        )}
      </dl>
      <p class="small">{factsOf(session).join(" · ")}</p>
      {reasoning !== null && (
        <details>
          <summary>What it thought ({counted(reasoning.length, "character")})</summary>
          <pre class="text">{reasoning}</pre>
        </details>
      )}
      <details open={isPromptOpen}>
        <summary>Prompt as it was sent</summary>
        <PromptText prompt={session.prompt} />
        <p class="small">
          request <code>{session.request}</code>
        </p>
      </details>
      {children}
    </section>
  )
}
