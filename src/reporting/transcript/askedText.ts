/**
 * The texts that the question was asked about, found again in the prompts.
 *
 * Sessions 1 and 3 are asked in the same words, so what differs between their prompts is the text. This needs neither
 * the data set nor the wording, and holds for imported prompts too.
 */

/** What stands before and after the text in every prompt of an observation's question. */
export interface Frame {
  readonly head: string
  readonly tail: string
}

/** The text of a prompt in a frame; null when the prompt has another form. */
export const textIn = ({ head, tail }: Frame, prompt: string): string | null =>
  prompt.startsWith(head) && prompt.endsWith(tail) && prompt.length >= head.length + tail.length
    ? prompt.slice(head.length, prompt.length - tail.length)
    : null

/**
 * The frame of two prompts of the same question, the second of which is known to be about `changed`; null when they are
 * not in the same words. The paragraph stands last, so its last occurrence counts.
 */
export const frameOf = (first: string, second: string, changed: string): Frame | null => {
  for (
    let at = second.lastIndexOf(changed);
    at >= 0;
    at = at === 0 ? -1 : second.lastIndexOf(changed, at - 1)
  ) {
    const frame = { head: second.slice(0, at), tail: second.slice(at + changed.length) }
    if (textIn(frame, first) !== null) return frame
  }
  return null
}
