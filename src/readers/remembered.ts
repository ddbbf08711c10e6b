/**
 * What was found out about short texts that come again and again: how an answer reads that a model gives word for word
 * thousands of times ("The sentiment is positive."), the form of a common word, the words of a choice that is offered
 * in every question of its kind.
 */

/** Longer texts are seldom met twice. */
const longest = 200
const most = 1000

/** The same function, which is called once for a short text; it must depend on nothing else. */
export const remembered = <A extends object | string | boolean>(
  find: (text: string) => A
): (text: string) => A => {
  const found = new Map<string, A>()
  return (text) => {
    const known = found.get(text)
    if (known !== undefined) return known
    const value = find(text)
    if (text.length <= longest && found.size < most) found.set(text, value)
    return value
  }
}
