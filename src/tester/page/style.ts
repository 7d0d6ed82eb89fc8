/** Light and dark as the reader's system is, from the width of a phone on; what is chosen hides the rest by `:has`. */
export const style = `
:root {
  --ground: #ffffff; --raised: #f4f5f7; --line: #c9ced6; --text: #1c2128; --faint: #57606a; --link: #0b57d0;
  --deny: #b3261e; --warn: #8a5300; --error: #7b2fa0; --pass: #1a6b37;
  --code: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171c; --raised: #1f242b; --line: #434b56; --text: #e6e9ed; --faint: #a3acb7; --link: #8ab4f8;
    --deny: #ff8a80; --warn: #ffc46b; --error: #dda6ff; --pass: #7ddc9c;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
header p, .faint { color: var(--faint); }
header p { margin: .25rem 0 1rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code, pre, .code { font-family: var(--code); font-size: .875rem; }
pre { margin: .5rem 0; padding: .5rem .75rem; background: var(--raised); border-radius: .375rem; overflow-x: auto; }
h1, h2, h3, p, li, summary, td, th, dd { overflow-wrap: anywhere; }
.message { white-space: pre-wrap; margin: .25rem 0; }
.table { overflow-x: auto; }
table { border-collapse: collapse; }
th[scope=col] { overflow-wrap: normal; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.count { text-align: right; font-variant-numeric: tabular-nums; }
fieldset { border: 0; margin: 0 0 1rem; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
legend { padding: 0; margin-bottom: .25rem; color: var(--faint); }
fieldset label { border: 1px solid var(--line); border-radius: 1rem; padding: .125rem .75rem; cursor: pointer; }
fieldset label:has(:checked) { background: var(--raised); border-color: var(--text); font-weight: 600; }
fieldset label:has(:focus-visible) { outline: 3px solid var(--link); outline-offset: 2px; }
fieldset input { position: absolute; opacity: 0; }
details { border: 1px solid var(--line); border-radius: .375rem; margin: .5rem 0; }
summary { padding: .5rem .75rem; cursor: pointer; }
details > div { padding: 0 .75rem .75rem; }
details details { margin-left: 0; }
.finding { border-left: 3px solid var(--line); padding-left: .75rem; margin: .75rem 0; }
.finding h3 { font-size: 1rem; margin: 0; }
.deny { --kind: var(--deny); } .warn { --kind: var(--warn); } .error { --kind: var(--error); } .pass { --kind: var(--pass); }
.badge { color: var(--kind); font-weight: 600; }
.finding.deny, .finding.warn, .finding.error { border-color: var(--kind); }
.diff-add { color: var(--pass); } .diff-remove { color: var(--deny); }
ul.tree, ul.tree ul { list-style: none; margin: 0; padding-left: 1rem; border-left: 1px solid var(--line); }
ul.tree { padding-left: 0; border-left: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: .25rem 0; }
dt { color: var(--faint); }
dd { margin: 0; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { padding-left: 1rem; } }
@media print { details > div { display: block; } fieldset { display: none; } }
main:has(#show-deny:checked) .result:not(.deny),
main:has(#show-warn:checked) .result:not(.warn),
main:has(#show-error:checked) .result:not(.error),
main:has(#show-pass:checked) .result:not(.pass) { display: none; }
main:has(#show-deny:checked) .namespace:not(:has(.deny)),
main:has(#show-warn:checked) .namespace:not(:has(.warn)),
main:has(#show-error:checked) .namespace:not(:has(.error)),
main:has(#show-pass:checked) .namespace:not(:has(.pass)) { display: none; }
`
