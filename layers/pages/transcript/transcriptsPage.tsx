/**
 * Transcripts as a page that stands by itself.
 */
import { configurationOf } from "../../../src/reporting/transcript/facts.ts"
import type { Transcript } from "../../../src/reporting/transcript/Transcript.ts"
import { documentHtml } from "../Document.tsx"
import { Facts } from "../Facts.tsx"
import { Legend } from "./Segments.tsx"
import { transcriptStyle } from "./style.ts"
import { TranscriptArticle } from "./TranscriptArticle.tsx"

const OneExperiment = ({ transcript }: { readonly transcript: Transcript }) => {
  const { id, spec } = transcript.experiment
  return (
    <section>
      <h2>
        <code>{id}</code>
      </h2>
      <Facts facts={configurationOf(spec)} />
      <TranscriptArticle transcript={transcript} />
    </section>
  )
}

/** HTML for transcripts, a section for each. */
export const transcriptsPage = (transcripts: readonly Transcript[]): string => (
  documentHtml({
    title: "Transcripts",
    styles: [transcriptStyle],
    children: (
      <main>
        <h1>{transcripts.length === 1 ? "Transcript" : "Transcripts"}</h1>
        {transcripts.some(({ change }) => change !== null) ? <Legend /> : null}
        {transcripts.map((transcript) => <OneExperiment transcript={transcript} />)}
      </main>
    )
  })
)
