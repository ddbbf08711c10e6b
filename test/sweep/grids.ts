/**
 * Grids for tests: those of the package, and small ones.
 */
import { Either } from "effect"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { parse } from "yaml"
import type { Cell } from "../../src/sweep/Cell.ts"
import { decodeGrid } from "../../src/sweep/decodeGrid.ts"
import { expandGrid, type GridParts } from "../../src/sweep/expandGrid.ts"

/** A grid of the folder `jobs`. */
export const packagedGrid = (name: string): unknown =>
  parse(readFileSync(fileURLToPath(new URL(`../../jobs/${name}`, import.meta.url)), "utf8"))

/** The cells of a grid's data. */
export const cellsOf = (data: unknown, parts?: GridParts): readonly Cell[] =>
  Either.getOrThrow(Either.flatMap(decodeGrid(data), (grid) => expandGrid(grid, parts)))

/** What is wrong with a grid, a line for each problem. */
export const problemsWith = (data: unknown): readonly string[] =>
  Either.match(Either.flatMap(decodeGrid(data), (grid) => expandGrid(grid)), {
    onLeft: ({ message }) => message.split("\n"),
    onRight: () => []
  })

export const smallest = { models: ["llama2-7b"], datasets: ["IMDB"], tasks: ["classify"] }
