/**
 * The look of all pages: colours as variables, light and dark, and the plain elements.
 *
 * What was removed, added or masked differs in shape as well as in colour, and the colours are Okabe and Ito's, which
 * colour-blind people can tell apart.
 */
export const themeStyle = `
:root {
  color-scheme: light dark;
  --paper: #fdfcf9;
  --sheet: #f5f2ea;
  --ink: #22201c;
  --muted: #6a655c;
  --rule: #ddd7ca;
  --accent: #0b5c8a;
  --removed: #9a4208;
  --removed-ground: #fbe9dc;
  --added: #075985;
  --added-ground: #dff0fa;
  --mask-ink: #fdfcf9;
  --mask-ground: #3b3731;
  --caution: #8a5a00;
  --caution-ground: #fdf3d8;
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4", Georgia, "DejaVu Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #191816;
    --sheet: #232220;
    --ink: #e9e5dc;
    --muted: #a49d90;
    --rule: #3c3934;
    --accent: #7cc0ea;
    --removed: #f2a877;
    --removed-ground: #3d2416;
    --added: #8fcdf2;
    --added-ground: #12303f;
    --mask-ink: #191816;
    --mask-ground: #d8d2c5;
    --caution: #ecc463;
    --caution-ground: #332a13;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { font: 1.0625rem/1.6 var(--serif); margin: 0 auto; max-width: 60rem; overflow-wrap: anywhere; padding: 3rem 1.5rem 5rem; }
h1, h2, h3, h4 { font-weight: 600; line-height: 1.25; text-wrap: balance; }
h1 { font-size: 2rem; letter-spacing: -0.01em; margin: 0 0 0.5rem; }
h2 { border-top: 1px solid var(--rule); font-size: 1.4rem; margin: 3.25rem 0 0.75rem; padding-top: 1.25rem; }
h3 { font-size: 1.125rem; margin: 2rem 0 0.5rem; }
p, ul, ol { margin: 0.6rem 0; max-width: 44rem; }
ul, ol { padding-left: 1.3rem; }
li { margin: 0.3rem 0; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code { font: 0.86em var(--mono); }
pre { background: var(--sheet); border: 1px solid var(--rule); border-radius: 4px; font: 0.84rem/1.55 var(--mono); margin: 0.75rem 0; overflow-x: auto; padding: 0.8rem 1rem; }
pre code { font: inherit; overflow-wrap: normal; }
summary { cursor: pointer; }
.muted { color: var(--muted); }
.small { font-size: 0.9rem; }
.table { margin: 1rem 0; overflow-wrap: break-word; overflow-x: auto; }
table { border-collapse: collapse; border-bottom: 1.5px solid var(--ink); border-top: 1.5px solid var(--ink); font: 0.875rem/1.4 var(--sans); font-variant-numeric: tabular-nums; min-width: 100%; }
th, td { padding: 0.4rem 0.75rem; text-align: left; vertical-align: baseline; }
tbody th { font-weight: 400; min-width: 11rem; }
th:first-child, td:first-child { padding-left: 0.25rem; }
th:last-child, td:last-child { padding-right: 0.25rem; }
thead th { border-bottom: 1px solid var(--ink); font-weight: 600; vertical-align: bottom; }
tbody tr + tr td, tbody tr + tr th { border-top: 1px solid var(--rule); }
td.number, th.number { text-align: right; }
td.number { white-space: nowrap; }
td .interval { color: var(--muted); display: block; font-size: 0.8125rem; }
dl.facts { display: grid; font: 0.875rem/1.5 var(--sans); gap: 0.15rem 1rem; grid-template-columns: max-content minmax(0, 1fr); margin: 0.75rem 0; }
dl.facts dt { color: var(--muted); }
dl.facts dd { margin: 0; }
@media (max-width: 34rem) {
  body { font-size: 1rem; padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.55rem; }
  th, td { padding: 0.4rem 0.5rem; }
  tbody th { min-width: 7.5rem; }
  h2 { font-size: 1.25rem; margin-top: 2.5rem; }
}
@media print {
  body { max-width: none; padding: 0; }
  details { break-inside: avoid; }
}
`
