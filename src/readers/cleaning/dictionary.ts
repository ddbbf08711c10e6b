/** Words and what they mean, looked up by words of an answer: "constructor" is none of them unless it is listed. */
export const dictionary = <A>(entries: Readonly<Record<string, A>>): Readonly<Record<string, A>> =>
  Object.assign(Object.create(null), entries)
