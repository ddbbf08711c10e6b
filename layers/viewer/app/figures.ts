/**
 * Figures and times as people read them.
 */

/** A share in per cent, with as many digits as it deserves. */
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** A difference of two shares in percentage points, with its sign. */
export const points = (difference: number): string =>
  `${difference < 0 ? "−" : "+"}${Math.abs(100 * difference).toFixed(1)}`

const thousands = new Intl.NumberFormat("en")

/** A count with its thousands apart. */
export const whole = (count: number): string => thousands.format(count)

/** A count of things. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${whole(count)} ${count === 1 ? one : many}`

/** A duration in the unit that suits it. */
export const duration = (millis: number): string => {
  if (millis < 1) return "under 1 ms"
  if (millis < 1000) return `${Math.round(millis)} ms`
  if (millis < 60_000) return `${(millis / 1000).toFixed(1)} s`
  return `${Math.floor(millis / 60_000)} min ${Math.round((millis % 60_000) / 1000)} s`
}

const units = [[86_400_000, "day"], [3_600_000, "hour"], [60_000, "minute"], [1000, "second"]] as const

/** How long ago something was. */
export const ago = (then: number, now: number): string => {
  const past = Math.max(0, now - then)
  const unit = units.find(([millis]) => past >= millis)
  if (unit === undefined) return "just now"
  const [millis, name] = unit
  return `${counted(Math.floor(past / millis), name)} ago`
}

/** A time in UTC, to the minute. */
export const minute = (iso: string): string => iso.slice(0, 16).replace("T", " ")
