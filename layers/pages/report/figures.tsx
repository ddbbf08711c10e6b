/**
 * The figures of a report.
 */
import type { ComponentChildren } from "preact"
import type { ReportEntry } from "../../../src/reporting/report/Report.ts"
import { ForestPlot } from "./ForestPlot.tsx"
import { hasSizes, SizePlots } from "./SizePlots.tsx"

/** A figure: what it shows, how to read it, and the picture. */
export interface ReportFigure {
  readonly title: string
  readonly reading: string
  readonly picture: ComponentChildren
}

/** All figures that the experiments have the data for. */
export const reportFigures = (entries: readonly ReportEntry[]): readonly ReportFigure[] => {
  const sized = entries.filter(hasSizes)
  return [
    {
      title: "Rates of every experiment.",
      reading:
        "Lines and bands are 95 % intervals. Faithfulness that is no higher than after a random change says nothing about the "
        + "explanations. The number beside a row is the rate of the filled mark, or accuracy where there is none.",
      picture: <ForestPlot entries={entries} />
    },
    ...(sized.length === 0 ? [] : [{
      title: "Faithfulness against the size of the explanation.",
      reading:
        "The explanations of each experiment in three parts, from those that change the fewest words to those that "
        + "change most; below each part, the largest share of words changed in it, and how many explanations it has. Where "
        + "faithfulness rises with size, the model may only be taking away enough.",
      picture: <SizePlots entries={sized} />
    }])
  ]
}
