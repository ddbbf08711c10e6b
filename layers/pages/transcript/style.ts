/**
 * The look of transcripts, on the theme's variables.
 */
export const transcriptStyle = `
.transcript { margin: 2.5rem 0; }
.transcript > header { align-items: baseline; display: flex; flex-wrap: wrap; gap: 0.35rem 0.75rem; }
.transcript > header h2, .transcript > header h3, .transcript > header h4 { border: 0; flex-basis: 100%; margin: 0; padding: 0; }
.verdict { border: 1px solid var(--rule); border-radius: 999px; font: 0.8125rem/1.3 var(--sans); padding: 0.15rem 0.65rem; }
.verdict b { font-weight: 600; }
.verdict .muted { margin-right: 0.4em; }
.session { border-left: 2px solid var(--rule); margin: 1.5rem 0 0; padding-left: 1.1rem; }
.session > h3, .session > h4, .session > h5 { font: 600 0.9375rem/1.4 var(--sans); margin: 0 0 0.5rem; }
.session .asks { color: var(--muted); font-weight: 400; }
.said { margin: 0.6rem 0; }
.said > .who { color: var(--muted); display: block; font: 0.75rem/1.4 var(--sans); letter-spacing: 0.02em; }
.words { background: var(--sheet); border-radius: 4px; line-height: 1.55; margin: 0.15rem 0 0; max-width: 48rem; padding: 0.6rem 0.85rem; white-space: pre-wrap; }
.said.answer > .words { background: none; border: 1px solid var(--rule); }
.read { font: 0.875rem/1.5 var(--sans); margin: 0.4rem 0 0; }
.session details { font: 0.875rem/1.5 var(--sans); margin: 0.4rem 0 0; }
.session summary { color: var(--muted); width: fit-content; }
.words ins { background: var(--added-ground); color: var(--added); text-decoration: underline; text-underline-offset: 0.2em; }
.words del { background: var(--removed-ground); color: var(--removed); text-decoration: line-through; }
.words mark { background: var(--mask-ground); border-radius: 2px; color: var(--mask-ink); font: 0.8em var(--mono); padding: 0.1em 0.3em; }
.controls { margin: 1.25rem 0 0; }
.controls > summary { color: var(--muted); font: 0.875rem/1.5 var(--sans); width: fit-content; }
.controls > section { margin: 1rem 0 1.5rem 1.1rem; }
.controls > section > h4 { font-size: 1rem; margin: 0; }
.unseen { border: 1px solid var(--rule); border-radius: 3px; color: var(--muted); font: 0.72em var(--mono); padding: 0 0.25em; }
.legend { color: var(--muted); font: 0.8125rem/1.5 var(--sans); }
.legend .words { background: none; display: inline; padding: 0; }
.failed { background: var(--caution-ground); border-left: 2px solid var(--caution); margin: 1rem 0; padding: 0.6rem 0.85rem; }
`
