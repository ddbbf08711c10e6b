/**
 * Naming a stored experiment by its id, or by a part that only its id has.
 */
import { Either } from "effect"
import { didYouMean } from "../domain/nearest.ts"

const shown = 10

const listOf = (ids: readonly string[]): string =>
  ids.slice(0, shown).map((id) => `\n  ${id}`).join("")
  + (ids.length > shown ? `\n  and ${ids.length - shown} more` : "")

/** The one id that is the text, or has it as a part; or what is wrong, with the candidates. */
export const findId = (text: string, ids: readonly string[]): Either.Either<string, string> => {
  if (ids.includes(text)) return Either.right(text)
  const wanted = text.toLowerCase()
  const found = ids.filter((id) => id.toLowerCase().includes(wanted))
  if (found.length === 1) return Either.right(found[0]!)
  if (found.length > 1) {
    return Either.left(
      `${text} is part of ${found.length} ids; write more of the one that you mean:${listOf(found)}`
    )
  }
  return Either.left(
    ids.length === 0
      ? `no experiment ${text}: there are no results under --persistent-dir`
      : `no experiment ${text}${didYouMean(text, ids)}; there are:${listOf(ids)}`
  )
}
