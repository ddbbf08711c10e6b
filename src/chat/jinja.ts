/**
 * Jinja as chat templates use it: the functions that Hugging Face's transformers gives them, with a day that stands
 * still.
 */
import { Environment, Interpreter, parse, tokenize } from "@huggingface/jinja"

/** What a template itself says is wrong, by `raise_exception`. */
export class RaisedByTemplate extends Error {}

/**
 * The day on which every prompt is written, Friday 26 July 2024 at midnight: a template that writes today's date would
 * change the prompts, and the experiment, from day to day. Templates of Llama 3.1 fall back on this day themselves.
 */
const day: { readonly [directive: string]: string } = {
  Y: "2024",
  y: "24",
  m: "07",
  "-m": "7",
  B: "July",
  b: "Jul",
  h: "Jul",
  d: "26",
  "-d": "26",
  e: "26",
  j: "208",
  A: "Friday",
  a: "Fri",
  H: "00",
  I: "12",
  p: "AM",
  M: "00",
  S: "00",
  F: "2024-07-26",
  T: "00:00:00",
  "%": "%"
}

/** Python's `strftime` on that day. */
const formatDay = (format: string): string =>
  format.replace(/%(-?[A-Za-z%])/g, (written, directive: string) => {
    const value = day[directive]
    if (value === undefined) throw new Error(`strftime_now does not know ${written}`)
    return value
  })

const range = (start: number, stop?: number, step = 1): readonly number[] => {
  const [from, to] = stop === undefined ? [0, start] : [start, stop]
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, i) => from + i * step)
}

const globals: { readonly [name: string]: unknown } = {
  true: true,
  True: true,
  false: false,
  False: false,
  none: null,
  None: null,
  range,
  strftime_now: formatDay,
  raise_exception: (message: string) => {
    throw new RaisedByTemplate(message)
  }
}

/** Parses a template once; the function renders it with variables. It throws what is wrong with the template. */
export const compileJinja = (
  text: string
): (variables: { readonly [name: string]: unknown }) => string => {
  // White space around blocks as transformers has it.
  const program = parse(tokenize(text, { lstrip_blocks: true, trim_blocks: true }))
  return (variables) => {
    const environment = new Environment()
    for (const [name, value] of Object.entries({ ...globals, ...variables })) environment.set(name, value)
    return String(new Interpreter(environment).run(program).value)
  }
}
