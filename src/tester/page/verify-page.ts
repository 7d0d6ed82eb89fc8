import type { CaseDifference, VerifyReport, VerifyResult } from '../cases/verify-report.ts'
import type { CoverageReport, ReportedPoint, ReportedPolicy } from '../coverage/coverage-report.ts'
import type { MutantsReport } from '../mutants/mutants-report.ts'
import { placeText } from '../place-text.ts'
import { type Html, html, nothing } from './html.ts'
import { jsonText } from './json-text.ts'
import { printPage } from './page.ts'
import { problemBlock } from './problem-block.ts'

/** What cases showed, as a page: those that came out otherwise, and on the text of each policy what they bring about. */
export function verifyPage(report: VerifyReport): string {
  const { summary, version, problems, results, coverage, mutants } = report
  const failed = results.filter(({ passed }) => !passed)
  const body = html`${problems.map(problemBlock)}
${failed.length === 0 ? nothing : html`<section><h2>Cases that came out otherwise</h2>${failed.map(resultBlock)}</section>`}
${coverage === null ? nothing : coverageSection(coverage)}
${mutants === null ? nothing : mutantsSection(mutants)}
<section><h2>Cases that passed</h2>${passedList(results)}</section>`
  return printPage({
    title: 'Sallyport: cases',
    summary: `${summary.passed} of ${summary.cases} cases passed, sallyport ${version}`,
    body,
  })
}

function resultBlock({
  source,
  line,
  column,
  document,
  case: name,
  differences,
}: VerifyResult): Html {
  return html`<div class="finding deny"><h3>${name}</h3>
<p><span class="faint">${placeText(source, line, column)} ${document}</span></p>${differences.map(differenceBlock)}</div>
`
}

function differenceBlock({ message, path, expected, actual }: CaseDifference): Html {
  const values =
    expected === null && actual === null
      ? nothing
      : html`<dl><dt>expected</dt><dd><code>${jsonText(expected)}</code></dd><dt>was</dt><dd><code>${jsonText(actual)}</code></dd></dl>`
  return html`<p class="message">${message}</p><p><code>${path}</code></p>${values}`
}

function coverageSection({ covered, total, percent, policies }: CoverageReport): Html {
  return html`<section><h2>Coverage: ${covered} of ${total} clauses, ${percent} %</h2>${policies.map(policyBlock)}</section>`
}

function policyBlock({ kind, name, source, covered, total, points }: ReportedPolicy): Html {
  const isWhole = covered === total
  return html`<details class="${isWhole ? 'pass' : 'warn'}"${isWhole ? nothing : html` open`}><summary><strong>${name}</strong> <span class="badge">${covered} of ${total}</span> <span class="faint">${kind} ${source}</span></summary>
<div>${points.map(pointBlock)}</div></details>
`
}

/** A clause that no case brings about says what would have to happen. */
function pointBlock({ title, line, column, text, clauses }: ReportedPoint): Html {
  const items = clauses.map(({ name, unseen, hits }) =>
    hits > 0
      ? html`<li><span class="badge pass">✓</span> ${name} <span class="faint">${hits} times</span></li>`
      : html`<li><span class="badge warn">✗</span> ${unseen}</li>`,
  )
  return html`<p>${title} <span class="faint">${placeText('line', line, column)}</span></p>
<pre tabindex="0"><code>${text}</code></pre><ul>${items}</ul>`
}

function mutantsSection({ killed, total, untried, survivors }: MutantsReport): Html {
  const items = survivors.map(
    ({ id, text, source, line, column, accepted }) =>
      html`<li><code>${text}</code> <span class="faint">${placeText(source, line, column)} ${id}</span>${accepted === null ? nothing : html` accepted: ${accepted}`}</li>`,
  )
  const late = untried === 0 ? '' : `, no time for ${untried}`
  return html`<section><h2>Mutants: ${killed} of ${total} noticed${late}</h2><ul>${items}</ul></section>`
}

function passedList(results: readonly VerifyResult[]): Html {
  const items = results
    .filter(({ passed }) => passed)
    .map(
      ({ document, case: name, source, line }) =>
        html`<li>${document}: ${name} <span class="faint">${placeText(source, line)}</span></li>`,
    )
  return html`<details><summary>${items.length}</summary><div><ul>${items}</ul></div></details>`
}
