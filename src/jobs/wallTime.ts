/**
 * Times of jobs, in whole minutes, as Slurm reads and writes them.
 */
import { ParseResult, Schema } from "effect"

/** `1:30`, `14:00`, `2-12:00`: days, hours and minutes. */
const written = /^(?:(\d+)-)?(\d{1,3}):([0-5]\d)$/

const minutesOf = (text: string): number | null => {
  const [, days = "0", hours, minutes] = written.exec(text) ?? []
  return hours === undefined || minutes === undefined
    ? null
    : (Number(days) * 24 + Number(hours)) * 60 + Number(minutes)
}

const two = (number: number): string => String(number).padStart(2, "0")

/** `HH:MM:00`, from a day on `D-HH:MM:00`: what `sbatch --time` takes. */
export const showWallTime = (minutes: number): string => {
  const [days, rest] = [Math.floor(minutes / 1440), minutes % 1440]
  const clock = `${two(Math.floor(rest / 60))}:${two(rest % 60)}:00`
  return days === 0 ? clock : `${days}-${clock}`
}

/** A time in minutes, written `h:mm` or `d-hh:mm`. */
export const WallTime = Schema.transformOrFail(Schema.String, Schema.Number, {
  strict: true,
  decode: (text, _, ast) => {
    const minutes = minutesOf(text)
    return minutes === null || minutes === 0
      ? ParseResult.fail(
        new ParseResult.Type(
          ast,
          text,
          `${JSON.stringify(text)} is no time of a job: write h:mm or d-hh:mm, such as 14:00`
        )
      )
      : ParseResult.succeed(minutes)
  },
  encode: (minutes) => ParseResult.succeed(showWallTime(minutes).slice(0, -3))
})
