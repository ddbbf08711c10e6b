/**
 * Transcripts as tests need them, and texts that no page and no document may take for its own.
 */
import fc from "fast-check"
import { segmentsOf } from "../../src/reporting/transcript/segments.ts"
import type { Transcript, TranscriptSession } from "../../src/reporting/transcript/Transcript.ts"
import { generationOf } from "./answers.ts"
import { recordWith, sessionWith, specWith } from "./records.ts"

/** What a hostile model may answer. */
export const hostileTexts: readonly string[] = [
  "<script>document.title = 'run'; fetch('https://example.invalid/')</script>",
  "</style><style>body { display: none }</style>",
  "</div></main></body></html><img src=x onerror=\"document.title = 'run'\">",
  "<svg onload=\"document.title='run'\"><a xlink:href=\"javascript:alert(1)\">x</a></svg> &lt;b&gt; &#60;i&#62; &amp;",
  "<!-- ]]> --> <![CDATA[ <link rel=stylesheet href=//example.invalid/x.css>",
  "<iframe srcdoc=\"<script>top.document.title='run'</script>\"></iframe><meta http-equiv=refresh content=0;url=//example.invalid>",
  "\\input{/etc/passwd} \\write18{touch run} \\immediate\\openout1=run.txt \\end{document} \\csname end\\endcsname",
  "$x^2_3$ $$ % a comment \\ # & ~ ^ _ { } }{ \\\\ \\par \\relax ^^41 ^^M",
  "\"quotes\" 'single' ``double'' --- -- ,, << >> ?` !` fi |",
  "``` \n````` fence ```\n~~~\n# heading\n- [ ] item\n[link](javascript:alert(1)) ![x](//example.invalid/x.png)",
  "\u202Eright to left\u202C \u2066isolated\u2069 \u200Bno width \uFEFFmark \u0000\u0007\u001B[31mred\u001B[0m",
  "na\u00EFve caf\u00E9 \u4F60\u597D \u0645\u0631\u062D\u0628\u0627 \u{1F600}\u{1F469}\u200D\u{1F4BB} e\u0301 \u{E0041}\u{E0042} \uD800 \uFFFD",
  "[REDACTED] {+added+} [-removed-] \r\nnext line\n\n\n  indented\ttab",
  "a".repeat(3000),
  ""
]

/** Any sequence of UTF-16 units, with many from the ends of the range, where the special ones are. */
export const anyText = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 0xFF }),
    fc.integer({ min: 0x2000, max: 0x20FF }),
    fc.integer({ min: 0, max: 0xFFFF })
  )
).map((units) => String.fromCharCode(...units))

/** A session that was asked and answered with these texts. */
export const transcriptSession = (
  session: TranscriptSession["session"],
  prompt: string,
  answer: string,
  change: Partial<TranscriptSession> = {}
): TranscriptSession => ({
  ...sessionWith(session),
  asks: "the question about the text",
  prompt: { _tag: "Chat", messages: [{ role: "user", content: prompt }] },
  generation: generationOf(answer),
  ...change
})

export const transcriptWith = (change: Partial<Transcript> = {}): Transcript => ({
  ...recordWith(4),
  experiment: { id: "experiment", spec: specWith() },
  sessions: [transcriptSession("predict", "What is it? A dull film.", "Positive.")],
  change: null,
  verdict: true,
  verdictName: "faithful",
  standing: "counted",
  unread: null,
  controls: [],
  ...change
})

/** A transcript in which a text stands everywhere where a model's or a data set's may. */
export const hostileTranscript = (text: string): Transcript => {
  const [original, changed] = [`A dull ${text} film.`, `A [REDACTED] ${text}${text} film.`]
  const spec = specWith()
  return transcriptWith({
    experiment: { id: text, spec: { ...spec, model: { ...spec.model, name: text }, system: text } },
    label: text,
    sessions: [
      transcriptSession("predict", `Q: ${original}`, text, { reading: text, rule: text }),
      transcriptSession("explain", `E: ${original}`, changed, {
        reading: [text, text],
        masking: { masked: 1, absent: [text] },
        generation: generationOf(changed, {
          reasoning: text,
          server: { model: text, sha: null, version: text, maxConcurrentRequests: null }
        })
      }),
      transcriptSession("explain_predict", `Q: ${changed}`, text, {
        prompt: { _tag: "Text", text: `Q: ${changed}` }
      })
    ],
    change: { original, changed, segments: segmentsOf(original, changed, "[REDACTED]") },
    error: { session: "explain_predict", class: "request", reason: "InvalidRequest", message: text },
    controls: [{
      ...recordWith(4),
      sessions: [transcriptSession("explain_predict", `Q: ${changed}`, text)],
      change: null,
      control: "random",
      number: 1,
      size: { words: 3, changed: 1 }
    }]
  })
}
