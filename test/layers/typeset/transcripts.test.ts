import { describe, expect, it } from "@effect/vitest"
import { transcriptsLatex } from "../../../layers/typeset/transcriptLatex.ts"
import { transcriptsMarkdown } from "../../../layers/typeset/transcriptMarkdown.ts"
import { segmentsOf } from "../../../src/reporting/transcript/segments.ts"
import {
  hostileTexts,
  hostileTranscript,
  transcriptSession,
  transcriptWith
} from "../../support/transcripts.ts"

const changed = transcriptWith({
  sessions: [
    transcriptSession("predict", "Q: A dull film.", "Negative.", { reading: "negative" }),
    transcriptSession("explain_predict", "Q: A [REDACTED] film.", "Unknown.", { reading: "unknown" })
  ],
  change: {
    original: "A dull film.",
    changed: "A [REDACTED] film.",
    segments: segmentsOf("A dull film.", "A [REDACTED] film.", "[REDACTED]")
  }
})

describe("transcriptsLatex", () => {
  it("has the sessions, what was masked, and a caption that tells configuration and verdicts", () => {
    const latex = transcriptsLatex([changed], false)
    expect(latex).toContain(
      "\\user{Q: A dull film.}\n\\model[{Model{,} read as negative}]{Negative.}".replace("{,}", ",{}")
    )
    expect(latex).toContain("\\user{Q: A \\removed{dull}\\masked{[REDACTED]} film.}")
    expect(latex).toMatch(
      /\\caption\{Observation 4\. Model: llama2-\{\}7b; data set: IMDB test; task: redacted; .*seed: 0; .*Label: positive; correct: yes; faithful: yes\.\}/
    )
    expect(latex).not.toContain("\\documentclass")
  })

  it("is a document with all its macros, if wanted", () => {
    const latex = transcriptsLatex([changed, changed], true)
    expect(latex).toMatch(/^\\documentclass/)
    for (const macro of ["session", "user", "model", "removed", "added", "masked", "unicodechar"]) {
      expect(latex).toMatch(new RegExp(String.raw`\\(newcommand|DeclareRobustCommand)\{\\${macro}\}`))
    }
    expect(latex.match(/\\begin\{transcript\}/g)).toHaveLength(2)
    expect(latex).toMatch(/\\end\{document\}\n$/)
  })

  it("says who spoke, in a chat with a system message and earlier turns", () => {
    const prompt = {
      _tag: "Chat",
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "Hello" },
        { role: "assistant", content: "Hi" },
        { role: "user", content: "What is it?" }
      ]
    } as const
    const sessions = [transcriptSession("predict", "", "Good.", { prompt })]
    expect(transcriptsLatex([transcriptWith({ sessions })], false)).toContain(
      "\\user[System]{Be brief.}\n\\user{Hello}\n\\model{Hi}\n\\user{What is it?}"
    )
  })

  it("says why there is no verdict, and what is lost", () => {
    const lost = transcriptSession("predict", "", "", { prompt: null, generation: null, reading: null })
    const latex = transcriptsLatex([
      transcriptWith({
        sessions: [lost],
        correct: null,
        verdict: null,
        standing: "mismatch",
        unread: { session: "explain", reason: "truncated" }
      })
    ], false)
    expect(latex).toContain("\\user{\\textit{The cache has this text no more.}}")
    expect(latex).toContain(
      "faithful: cannot be told (the answer was cut off at the token limit in session 2)"
    )
  })
})

/** The lines of a Markdown text that are not within a fence. */
const outsideFences = (markdown: string): readonly string[] => {
  const outside: string[] = []
  let fence: string | null = null
  for (const line of markdown.split(/\r\n|\r|\n/)) {
    const ticks = /^ {0,3}(`{3,})/.exec(line)?.[1]
    if (fence === null) {
      if (ticks === undefined) outside.push(line)
      else fence = ticks
    } else if (ticks !== undefined && ticks.length >= fence.length && line.trim() === ticks) fence = null
  }
  expect(fence).toBeNull()
  return outside
}

describe("transcriptsMarkdown", () => {
  it("marks what was changed as word diffs do", () => {
    const markdown = transcriptsMarkdown([changed])
    expect(markdown).toContain("```text\nQ: A [-dull-]{+[REDACTED]+} film.\n```")
    expect(markdown).toContain("- faithful: ` yes `")
  })

  it.each(hostileTexts.filter((text) => text.length > 0 && text.length < 1000))(
    "leaves %j no place where it counts",
    (text) => {
      const free = outsideFences(transcriptsMarkdown([hostileTranscript(text)])).map((line) =>
        line.replace(/(?<!`)(`+)(?!`) .*? (?<!`)\1(?!`)/g, "CODE")
      )
      for (const line of free) {
        expect(line).toMatch(
          /^(?:[-#]* ?[a-zA-Z0-9 ():,'.]*|\*\*(?:user|prompt|answer|thoughts)\*\*|In the last prompt.*|Read as .*)$/
        )
      }
    }
  )
})
