/**
 * Saying what an answer should have been read as: kept beside the results, which stay as they are.
 */
import { useState } from "preact/hooks"
import type { ObservationView } from "../../wire/observations.ts"
import { postJson } from "../data.ts"
import { minute } from "../figures.ts"
import type { SessionData } from "./Session.tsx"

type Annotation = ObservationView["annotations"][number]

interface CorrectionProps {
  readonly id: string
  readonly idx: number
  readonly session: SessionData
  /** Null for an explanation that a task of one's own reads: no reader here could be tested by it. */
  readonly reader: string | null
  readonly annotations: readonly Annotation[]
  readonly onDone: () => void
}

const authorKey = "introspect:author"

const valueOf = (reader: string | null, text: string): string | readonly string[] | null => {
  if (text.trim() === "") return null
  return reader === "words"
    ? text.split("\n").map((line) => line.trim()).filter((line) => line !== "")
    : text.trim()
}

const shown = (expected: Annotation["expected"]): string =>
  expected === null ? "nothing" : typeof expected === "string" ? `“${expected}”` : expected.join(", ")

const Made = ({ annotation: { at, author, expected, note } }: { readonly annotation: Annotation }) => (
  <p class="annotation">
    <strong>Should be read as {shown(expected)}</strong>
    {note !== undefined && <span>{note}</span>}
    <span class="small">{author ?? "somebody"}, {minute(at)} UTC</span>
  </p>
)

export const Correction = ({ annotations, id, idx, onDone, reader, session }: CorrectionProps) => {
  const { reading } = session
  const [text, setText] = useState(
    reading === null ? "" : typeof reading === "string" ? reading : reading.join("\n")
  )
  const [note, setNote] = useState("")
  const [author, setAuthor] = useState(localStorage.getItem(authorKey) ?? "")
  const [problem, setProblem] = useState<string | null>(null)
  const isLong = reader === "words" || reader === "paragraph"
  const save = async (event: Event) => {
    event.preventDefault()
    try {
      localStorage.setItem(authorKey, author.trim())
      await postJson(`/api/experiments/${encodeURIComponent(id)}/annotations`, {
        idx,
        session: session.session,
        answer: session.answer,
        expected: valueOf(reader, text),
        ...(note.trim() === "" ? {} : { note: note.trim() }),
        ...(author.trim() === "" ? {} : { author: author.trim() })
      })
      setProblem(null)
      setNote("")
      onDone()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <>
      {annotations.map((annotation) => <Made key={annotation.at} annotation={annotation} />)}
      {reader !== null && session.generation !== null && (
        <details class="correction">
          <summary>Correct this reading</summary>
          <form onSubmit={save}>
            <label>
              It should be read as{" "}
              {reader === "words" ? "(one word a line; none for nothing)" : "(empty for nothing)"}
              {isLong
                ? <textarea rows={5} value={text} onInput={(event) => setText(event.currentTarget.value)} />
                : <input value={text} onInput={(event) => setText(event.currentTarget.value)} />}
            </label>
            <label>
              Why (may be empty)
              <input value={note} onInput={(event) => setNote(event.currentTarget.value)} />
            </label>
            <label>
              Your name (may be empty)
              <input
                value={author}
                autocomplete="name"
                onInput={(event) => setAuthor(event.currentTarget.value)}
              />
            </label>
            <button type="submit">Keep the correction</button>
            {problem !== null && <p class="problem" role="alert">{problem}</p>}
          </form>
        </details>
      )}
    </>
  )
}
