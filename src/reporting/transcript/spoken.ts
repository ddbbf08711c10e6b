/**
 * Who said what: a prompt as messages, with what was changed in it marked.
 */
import type { ChatMessage } from "../../domain/Prompt.ts"
import type { Segment } from "./segments.ts"
import type { TextChange, TranscriptSession } from "./Transcript.ts"

/** A message of a prompt; `role` is null for a prompt that was sent as one text. */
export interface Spoken {
  readonly role: ChatMessage["role"] | null
  readonly segments: readonly Segment[]
}

const plain = (text: string): readonly Segment[] => text === "" ? [] : [{ kind: "same", text }]

/** The text with its changed part marked; null where that does not occur. The paragraph stands last. */
const marked = (text: string, { changed, segments }: TextChange): readonly Segment[] | null => {
  const at = text.lastIndexOf(changed)
  return at < 0
    ? null
    : [...plain(text.slice(0, at)), ...segments, ...plain(text.slice(at + changed.length))]
}

/** The messages of a session's prompt; what changed is marked in session 3. Null when the cache has the prompt no more. */
export const spokenIn = (
  { prompt, session }: TranscriptSession,
  change: TextChange | null
): readonly Spoken[] | null => {
  if (prompt === null) return null
  const messages = prompt._tag === "Text" ? [{ role: null, content: prompt.text }] : prompt.messages
  const isAboutChanged = session === "explain_predict" && change !== null
  const last = isAboutChanged ? messages.findLastIndex(({ content }) => content.includes(change.changed)) : -1
  return messages.map(({ content, role }, i) => ({
    role,
    segments: (i === last && change !== null ? marked(content, change) : null) ?? plain(content)
  }))
}
