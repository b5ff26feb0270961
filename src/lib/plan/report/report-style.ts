/** For paper first; on a screen it looks like a sheet of it. */
export const REPORT_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #e9ebee; color: #1b1f24; font: 10.5pt/1.45 system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
main { max-width: 190mm; margin: 8mm auto; padding: 16mm 15mm; background: #fff; box-shadow: 0 1px 4px #0003; }
header { padding-bottom: 5mm; border-bottom: 2px solid #1b1f24; }
.kind { margin: 0; font-size: 9pt; letter-spacing: .06em; text-transform: uppercase; color: #4a5462; }
h1 { margin: 1mm 0 2mm; font-size: 20pt; line-height: 1.2; overflow-wrap: anywhere; }
h2, h3.title { margin: 0 0 3mm; font-size: 13pt; overflow-wrap: anywhere; }
h4 { margin: 5mm 0 2mm; font-size: 10.5pt; }
p { margin: 0 0 2mm; }
.about, .more { color: #4a5462; font-size: 9.5pt; }
.about { margin: 0; }
.more { margin-top: 1mm; }
section { margin-top: 8mm; }
.app > h2 { margin: 12mm 0 0; padding-bottom: 2mm; border-bottom: 2px solid #1b1f24; font-size: 17pt; }
.app > section { margin-top: 6mm; }
table { width: 100%; border-collapse: collapse; font-size: 9.5pt; }
th, td { padding: 1.2mm 2mm 1.2mm 0; text-align: start; vertical-align: top; border-bottom: 1px solid #d5d9df; overflow-wrap: anywhere; }
th { font-weight: 600; color: #4a5462; border-bottom-color: #8a94a2; }
td { text-align: left; white-space: pre-wrap; unicode-bidi: plaintext; }
td.number { text-align: right; white-space: nowrap; }
.number { padding-right: 0; padding-left: 2mm; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th.number { white-space: normal; }
.number + :not(.number) { padding-left: 6mm; }
.beside { display: grid; grid-template-columns: 1fr 1fr; gap: 10mm; align-items: start; }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); align-items: start; gap: 4mm 6mm; margin: 0; }
.figures div { display: flex; flex-direction: column; }
.figures dt { color: #4a5462; font-size: 9pt; overflow-wrap: anywhere; }
.figures dd { order: -1; margin: 0; font-size: 15pt; font-weight: 600; font-variant-numeric: tabular-nums; }
ol, ul { margin: 0; padding-left: 6mm; }
li { margin-bottom: 1.2mm; overflow-wrap: anywhere; }
.off { color: #6a7482; }
.files { padding: 0; list-style: none; }
.files li { margin-bottom: 3mm; }
code { display: block; font: 8.5pt/1.4 ui-monospace, Consolas, Menlo, monospace; color: #4a5462; }
.caution { padding: 2mm 3mm; border-left: 3px solid #a15c00; background: #fdf3e3; }
.signature p { margin: 0; font-weight: 600; }
.line { margin-top: 15mm; padding-top: 1mm; border-top: 1px solid #1b1f24; font-size: 9pt; color: #4a5462; }
@page { size: A4; margin: 16mm 15mm; }
@media print {
  body { background: #fff; }
  main { max-width: none; margin: 0; padding: 0; box-shadow: none; }
  h2, h3, h4 { break-after: avoid; }
  .app > h2 { margin-top: 0; break-before: page; }
  tr, li, .figures div, .signature { break-inside: avoid; }
  thead { display: table-header-group; }
  p { orphans: 3; widows: 3; }
  .sign { break-inside: avoid; }
}
`;
