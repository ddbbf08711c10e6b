/**
 * The parts of a report that are mostly words.
 */
import type { ControlSummary } from "../../../src/experiment/controls/summary.ts"
import { cautionsOf } from "../../../src/reporting/report/cautions.ts"
import { controlFindings } from "../../../src/reporting/report/controlFindings.ts"
import type { Report, ReportEntry } from "../../../src/reporting/report/Report.ts"
import { commandsOf, materialOf, versionsOf } from "../../../src/reporting/report/reproduction.ts"
import { verdictsOf } from "../../../src/reporting/transcript/facts.ts"
import { visibleText } from "../../../src/reporting/transcript/visible.ts"
import { Facts } from "../Facts.tsx"
import { Shown } from "../Shown.tsx"
import { Legend } from "../transcript/Segments.tsx"
import { TranscriptArticle } from "../transcript/TranscriptArticle.tsx"

interface EntriesProps {
  readonly entries: readonly ReportEntry[]
}

const Findings = ({ controls, label }: { readonly controls: ControlSummary; readonly label: string }) => {
  const { sentences, verdict } = controlFindings(controls)
  return (
    <section>
      <h3>
        <Shown text={label} />
      </h3>
      <p>
        {verdict === null ? null : <b>{verdict}.{" "}</b>}
        {sentences.join(" ")}
      </p>
    </section>
  )
}

export const Controls = ({ entries }: EntriesProps) => {
  const found = entries.flatMap(({ experiment: { controls }, label }) =>
    controls === null ? [] : [<Findings controls={controls} label={label} />]
  )
  return found.length === 0 ? <p>No controls were asked.</p> : (
    <>
      <p>
        A control asks a further question about an observation, to tell whether its verdict means anything: a
        faithful explanation should do better than a random change of the same size, and an unchanged text
        should change nothing. Controls count among the correct answers; how often the same question has the
        same answer counts among all.
      </p>
      <div class="controls-said">{found}</div>
    </>
  )
}

export const Cautions = ({ entries }: EntriesProps) => {
  const labels = new Map(entries.map(({ experiment, label }) => [experiment, label]))
  const cautions = cautionsOf(entries.map(({ experiment }) => experiment))
  return (
    <>
      <p>
        Faithfulness is the paper’s name for what is measured here: whether a model’s answers are consistent
        with what it says of them. It says nothing of what goes on inside the model (L. Parcalabescu and A.
        Frank, arXiv 2311.07466).
      </p>
      {cautions.length === 0 ? <p>The checks of docs/reports.md found nothing else.</p> : null}
      {cautions.map(({ explanation, holds, title }) => (
        <section class="caution">
          <h3>{title}</h3>
          <p>{explanation}</p>
          {holds.length === entries.length && new Set(holds.map(({ detail }) => detail)).size === 1
            ? (
              <ul>
                <li>
                  All experiments: <Shown text={holds[0]!.detail} />
                </li>
              </ul>
            )
            : (
              <ul>
                {holds.map(({ detail, experiment }) => (
                  <li>
                    <Shown text={labels.get(experiment) ?? ""} />: <Shown text={detail} />
                  </li>
                ))}
              </ul>
            )}
        </section>
      ))}
    </>
  )
}

export const Examples = ({ entries, examplesOfEach }: Pick<Report, "entries" | "examplesOfEach">) => {
  const shown = entries.filter(({ examples }) => examples.length > 0)
  const [one, other] = examplesOfEach === 1 ? ["the first observation", "the first"] : [
    `the first ${examplesOfEach} observations`,
    `the first ${examplesOfEach}`
  ]
  return shown.length === 0 ? <p>No observation was judged, or none was asked for.</p> : (
    <>
      <p>
        Nobody chose these: of each experiment {one}{" "}
        by index with a right first answer and a faithful (or introspective) verdict, and {other}{" "}
        with a right first answer and the opposite verdict; of a task that only classifies, right and wrong
        ones.
      </p>
      <Legend />
      {shown.map(({ examples, label }) =>
        examples.map((transcript) => (
          <details class="example">
            <summary>
              <Shown text={label} />
              <span class="muted">
                observation {transcript.idx}:{" "}
                {verdictsOf(transcript).map(([name, value]) => `${name} ${value}`).join(", ")}
              </span>
            </summary>
            <TranscriptArticle transcript={transcript} />
          </details>
        ))
      )}
    </>
  )
}

export const Material = ({ entries }: EntriesProps) => {
  const experiments = entries.map(({ experiment }) => experiment)
  return (
    <>
      <Facts facts={materialOf(experiments)} />
      <details>
        <summary>The experiments’ ids</summary>
        <pre tabindex={0}>
          <code>{visibleText(experiments.map(({ id }) => id).join("\n"))}</code>
        </pre>
      </details>
    </>
  )
}

export const Reproduction = ({ command, entries }: Pick<Report, "command" | "entries">) => {
  const experiments = entries.map(({ experiment }) => experiment)
  const commands = commandsOf(experiments)
  return (
    <>
      <Facts facts={versionsOf(experiments)} />
      <p>
        {commands.length === 0
          ? "No run of these experiments told by which command it was started."
          : "The commands of the last runs, and of this report. What is stored already is not asked again."}
      </p>
      <pre tabindex={0}>
        <code>{visibleText([...commands, command].join("\n"))}</code>
      </pre>
    </>
  )
}
