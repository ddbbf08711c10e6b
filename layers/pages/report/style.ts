/**
 * The look of reports, on the theme's variables.
 */
export const reportStyle = `
.lead { font-size: 1.125rem; }
.meta { color: var(--muted); font: 0.875rem/1.5 var(--sans); }
nav ol { display: flex; flex-wrap: wrap; font: 0.9375rem/1.6 var(--sans); gap: 0.1rem 1.5rem; list-style: none; margin: 1.25rem 0 0; padding: 0; }
nav li { margin: 0; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
.notice { background: var(--caution-ground); border-left: 3px solid var(--caution); margin: 1.25rem 0; max-width: 44rem; padding: 0.65rem 1rem; }
figure { margin: 1.75rem 0 2.25rem; }
figcaption { font-size: 0.9375rem; line-height: 1.5; margin-bottom: 0.9rem; max-width: 44rem; }
figcaption b { font-weight: 600; }
.forest { font: 0.8125rem/1.35 var(--sans); }
.forest .row { align-items: center; display: grid; gap: 0 0.9rem; grid-template-columns: minmax(9rem, 15rem) minmax(8rem, 1fr) 8.5rem; }
.forest .row + .row { border-top: 1px solid var(--rule); }
.forest .name { padding: 0.3rem 0; }
.forest .value { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
.forest svg { display: block; height: 1.9rem; overflow: visible; width: 100%; }
.forest .axis { border: 0; color: var(--muted); }
.forest .axis svg { height: 1.4rem; }
.forest .legend { color: var(--muted); display: flex; flex-wrap: wrap; gap: 0.15rem 1.4rem; margin: 0 0 0.6rem; max-width: none; }
.forest .legend span { align-items: center; display: inline-flex; gap: 0.45rem; }
.forest .legend svg { height: 1rem; width: 2.2rem; }
.plot text { fill: var(--muted); font: 0.75rem var(--sans); }
.plot .grid { stroke: var(--rule); stroke-width: 1; }
.plot .verdict-mark { fill: var(--accent); stroke: var(--accent); }
.plot .accuracy-mark { fill: var(--paper); stroke: var(--muted); }
.plot .random-mark { fill: none; stroke: var(--removed); stroke-width: 2; }
.plot .random-band { opacity: 0.28; stroke: var(--removed); stroke-width: 9; }
.plot line.verdict-mark, .plot line.accuracy-mark { stroke-width: 1.75; }
.panels { display: grid; gap: 1.25rem 1.75rem; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); }
.panels .panel-title { font: 600 0.8125rem/1.35 var(--sans); margin: 0 0 0.3rem; min-height: 2.2em; display: flex; align-items: end; }
.panels svg { display: block; height: 9rem; overflow: visible; width: 100%; }
.notcounted { color: var(--muted); min-width: 8rem; }
.controls-said { display: grid; gap: 1.1rem 2.25rem; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); }
.controls-said h3 { font: 600 0.9375rem/1.4 var(--sans); margin: 0 0 0.25rem; }
.controls-said p { font-size: 0.9375rem; line-height: 1.5; margin: 0; }
.caution { border-left: 3px solid var(--caution); margin: 1.4rem 0; max-width: 48rem; padding: 0 0 0 1rem; }
.caution h3 { margin: 0; }
.caution p { margin: 0.25rem 0 0.4rem; }
.caution ul { font: 0.875rem/1.5 var(--sans); list-style: none; margin: 0; padding: 0; }
.caution li { margin: 0; }
.example { border-top: 1px solid var(--rule); }
.example:last-of-type { border-bottom: 1px solid var(--rule); }
.example > summary { font: 0.9375rem/1.5 var(--sans); padding: 0.55rem 0; }
.example > summary .muted { margin-left: 0.5em; }
.example > .transcript { margin: 0.5rem 0 2.5rem; }
@media (max-width: 40rem) {
  .forest .row { grid-template-columns: 1fr auto; padding: 0.25rem 0; }
  .forest .row > .name { grid-column: 1; }
  .forest .row > .value { grid-column: 2; grid-row: 1; }
  .forest .row > .graph { grid-column: 1 / -1; grid-row: 2; }
}
`
