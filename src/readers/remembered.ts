/**
 * Readings of short answers, which a model gives word for word thousands of times: "The sentiment is positive."
 */

/** Longer answers are seldom given twice. */
const longest = 200
const most = 1000

/** The same reader, which reads an equal short answer once. */
export const remembered = <A extends object>(read: (answer: string) => A): (answer: string) => A => {
  const readings = new Map<string, A>()
  return (answer) => {
    const known = readings.get(answer)
    if (known !== undefined) return known
    const reading = read(answer)
    if (answer.length <= longest && readings.size < most) readings.set(answer, reading)
    return reading
  }
}
