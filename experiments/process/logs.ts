/**
 * What is said on stderr while a command works: lines for people, or JSON lines for programs.
 */
import { Logger } from "effect"
import { writeForPrograms, writeMessage } from "../display/statusLine.ts"

export const logFormats = ["text", "json"] as const
export type LogFormat = typeof logFormats[number]

/** A message and, unless it is mere news, its level. */
const forPeople = Logger.make(({ logLevel, message }) => {
  const text = (Array.isArray(message) ? message : [message]).map(String).join(" ")
  writeMessage(logLevel._tag === "Info" ? text : `${logLevel.label.toLowerCase()}: ${text}`)
})

/** One JSON object a line: `timestamp`, `logLevel`, `message`, `annotations` (facts such as how far a run is). */
const forPrograms = Logger.map(Logger.jsonLogger, (line) => writeMessage(line))

/** The logger of a format; from then on stderr has nothing else. */
export const loggerOf = (format: LogFormat): Logger.Logger<unknown, void> => {
  if (format === "json") writeForPrograms()
  return format === "json" ? forPrograms : forPeople
}
