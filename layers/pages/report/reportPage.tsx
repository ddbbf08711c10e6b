/**
 * A report as one page that stands by itself.
 */
import type { ComponentChildren } from "preact"
import { isSimulatedModel } from "../../../src/domain/Generation.ts"
import type { Report } from "../../../src/reporting/report/Report.ts"
import { documentHtml } from "../Document.tsx"
import { Shown } from "../Shown.tsx"
import { transcriptStyle } from "../transcript/style.ts"
import { reportFigures } from "./figures.tsx"
import { Headline } from "./Headline.tsx"
import { Cautions, Controls, Examples, Material, Reproduction } from "./sections.tsx"
import { reportStyle } from "./style.ts"

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)]

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`

const Lead = ({ entries }: Pick<Report, "entries">) => {
  const specs = entries.map(({ experiment }) => experiment.spec)
  const models = unique(specs.map(({ model }) => model.name))
  const datasets = unique(specs.map(({ dataset }) => dataset.name))
  const total = entries.reduce((sum, { experiment }) => sum + experiment.tally.total, 0)
  return (
    <p class="lead">
      {counted(entries.length, "experiment")} with {total.toLocaleString("en")} observations.{" "}
      {models.length === 1 ? "Model" : "Models"}: <Shown text={models.join(", ")} />.{" "}
      {datasets.length === 1 ? "Data set" : "Data sets"}: <Shown text={datasets.join(", ")} />.
    </p>
  )
}

const SimulatedNotice = ({ entries }: Pick<Report, "entries">) => {
  const simulated = entries.filter(({ experiment }) => isSimulatedModel(experiment.spec.model.id))
  return simulated.length === 0 ? null : (
    <p class="notice">
      {simulated.length === entries.length
        ? "All answers"
        : `The answers of ${counted(simulated.length, "experiment")}`}{" "}
      are simulated: the model follows rules, and its figures say nothing about language models.
    </p>
  )
}

const Figures = ({ entries }: Pick<Report, "entries">) => (
  <>
    {reportFigures(entries).map(({ picture, reading, title }, i) => (
      <figure>
        <figcaption>
          <b>Figure {i + 1}. {title}</b> {reading}
        </figcaption>
        {picture}
      </figure>
    ))}
  </>
)

interface Section {
  readonly id: string
  readonly title: string
  readonly content: ComponentChildren
}

const sectionsOf = ({ command, entries, examplesOfEach }: Report): readonly Section[] => [
  {
    id: "results",
    title: "Results",
    content: (
      <>
        <p>
          Each model was asked about a text, asked to explain its answer, and asked again about the text
          changed as the explanation says. An explanation is faithful when the answer changes as it implies;
          for the task answerable the rate says how often the model answers when it says that it can, and only
          then. Rates have 95 % intervals.
        </p>
        <Headline entries={entries} />
      </>
    )
  },
  { id: "figures", title: "Figures", content: <Figures entries={entries} /> },
  { id: "controls", title: "Controls", content: <Controls entries={entries} /> },
  { id: "cautions", title: "Cautions", content: <Cautions entries={entries} /> },
  {
    id: "examples",
    title: "Examples",
    content: <Examples entries={entries} examplesOfEach={examplesOfEach} />
  },
  { id: "material", title: "What was run", content: <Material entries={entries} /> },
  {
    id: "reproduction",
    title: "How to reproduce it",
    content: <Reproduction command={command} entries={entries} />
  }
]

/** The report as HTML. */
export const reportPage = (report: Report): string => {
  const sections = sectionsOf(report)
  return documentHtml({
    title: "Are the explanations faithful?",
    styles: [transcriptStyle, reportStyle],
    children: (
      <>
        <header>
          <h1>Are the explanations faithful?</h1>
          <Lead entries={report.entries} />
          <p class="meta">
            Made {report.made.slice(0, 16).replace("T", " ")} UTC by {report.program}.
          </p>
          <SimulatedNotice entries={report.entries} />
          <nav aria-label="Contents">
            <ol>
              {sections.map(({ id, title }) => (
                <li>
                  <a href={`#${id}`}>{title}</a>
                </li>
              ))}
            </ol>
          </nav>
        </header>
        <main>
          {sections.map(({ content, id, title }) => (
            <section id={id}>
              <h2>{title}</h2>
              {content}
            </section>
          ))}
        </main>
      </>
    )
  })
}
