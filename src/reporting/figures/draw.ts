/**
 * A figure from what is stored: its pictures and tables, what could not be drawn and why.
 */
import { Effect } from "effect"
import { idPart } from "../../experiment/identity.ts"
import type { Results } from "../../storage/Results.ts"
import type { StorageError } from "../../storage/StorageError.ts"
import type { Described } from "../Described.ts"
import { everything, type Selection } from "../Selection.ts"
import { showClash } from "../settle.ts"
import { classCounts, classPicture } from "./classes.ts"
import type { Details } from "./details.ts"
import type { Figure } from "./Figure.ts"
import { nothingToShow } from "./missing.ts"
import { type Page, pagesOf } from "./pages.ts"
import type { Picture } from "./Picture.ts"
import { ratePicture, ratePoints } from "./rates.ts"
import { classTable, rateTable, type Table } from "./table.ts"

/** One picture with its table; `stem` names the files of both. */
export interface Drawing {
  readonly stem: string
  readonly picture: Picture
  readonly table: Table
}

/** What became of a figure. */
export interface Drawn {
  readonly drawings: readonly Drawing[]
  /** Why pictures are missing; empty when all are there. */
  readonly problems: readonly string[]
  /** What the pictures leave out. */
  readonly cautions: readonly string[]
}

/** How an experiment's details are had; asked twice for the same, it should read them once. */
export type ReadDetails = (kind: Figure["kind"], id: string) => Effect.Effect<Details, StorageError, Results>

/** The letters of the experiments' ids. */
const letters: { readonly [column: string]: string } = { model: "m", dataset: "d", task: "t" }

/** The figure's name, its page, and what of the selection is not the usual. */
const stemOf = ({ figure, levels }: Page, { flags, seed, split }: Selection): string =>
  [
    figure.name,
    ...figure.pages.map(({ column }, i) => `${letters[column] ?? column}-${idPart(levels[i]?.value ?? "")}`),
    ...(split === everything.split ? [] : [`p-${split}`]),
    ...(flags.length === 0 ? [] : [`c-${flags.toSorted().join("-")}`]),
    ...(seed === everything.seed ? [] : [`s-${seed}`])
  ].join("_")

/** Picture and table of a page; null when no observation of it was counted. */
const contentOf = (page: Page, details: (id: string) => Details): Omit<Drawing, "stem"> | null => {
  const { figure } = page
  if (figure.kind === "rate") {
    const points = ratePoints(figure, page, details)
    return points.length === 0
      ? null
      : { picture: ratePicture(figure, page, points), table: rateTable(figure, points) }
  }
  const counts = classCounts(page, details)
  return counts.length === 0
    ? null
    : { picture: classPicture(figure, page, counts), table: classTable(figure, counts) }
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)]

/** Draws all pages of a figure. */
export const drawFigure = Effect.fnUntraced(function*(
  figure: Figure,
  experiments: readonly Described[],
  selection: Selection,
  readDetails: ReadDetails
): Effect.fn.Return<Drawn, StorageError, Results> {
  const { clashes, pages } = pagesOf(figure, experiments, selection)
  const ids = unique(pages.flatMap(({ cells }) => cells.map(({ experiment }) => experiment.id)))
  const details = new Map(
    yield* Effect.forEach(
      ids,
      (id) => Effect.map(readDetails(figure.kind, id), (found) => [id, found] as const)
    )
  )
  const drawings: Drawing[] = []
  const problems = clashes.filter(({ isSettled }) => !isSettled).map(showClash)
  for (const page of pages) {
    const content = contentOf(page, (id) => details.get(id)!)
    if (content !== null) drawings.push({ stem: stemOf(page, selection), ...content })
    else {
      const own = page.cells.map(({ experiment }) => experiment.id).join(", ")
      problems.push(`nothing can be counted in ${own}: see introspect results show`)
    }
  }
  return {
    drawings,
    problems: pages.length === 0 && problems.length === 0
      ? [nothingToShow(figure, experiments, selection)]
      : unique(problems),
    cautions: unique(clashes.filter(({ isSettled }) => isSettled).map(showClash))
  }
})
