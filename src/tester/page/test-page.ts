import { placeText } from '../place-text.ts'
import {
  type TestExemption,
  type TestFinding,
  type TestReport,
  type TestResult,
  titleOf,
  type Verdict,
} from '../report.ts'
import { type Html, html, nothing } from './html.ts'
import { printPage } from './page.ts'
import { excerptBlock, problemBlock } from './problem-block.ts'

/** The results as a page: what is refused first, by namespace, and what each policy said. */
export function testPage(report: TestReport): string {
  const { summary, results, notes, problems } = report
  const body = html`${choices(summary)}
${problems.length === 0 ? nothing : section('Policies and context', problems.map(problemBlock))}
${namespacesOf(results).map(([namespace, inside]) => namespaceSection(namespace, inside))}
${policyTable(results)}
${notes.length === 0 ? nothing : section('Notes', [html`<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`])}`
  const count = `${summary.manifests} ${summary.manifests === 1 ? 'manifest' : 'manifests'}`
  return printPage({ title: 'Sallyport: verdicts', summary: count, body })
}

const words: Readonly<Record<Verdict, string>> = {
  deny: 'refused',
  error: 'not judged',
  warn: 'warned of',
  pass: 'passed',
}

/** The worst first. */
const order: readonly Verdict[] = ['deny', 'error', 'warn', 'pass']

function choices(summary: TestReport['summary']): Html {
  const options = order
    .filter((verdict) => summary[verdict] > 0)
    .map(
      (verdict) =>
        html`<label class="${verdict}"><input type="radio" name="show" id="show-${verdict}"><span class="badge">${summary[verdict]} ${words[verdict]}</span></label>`,
    )
  return html`<fieldset><legend>Show</legend><label><input type="radio" name="show" id="show-all" checked>All</label>${options}</fieldset>`
}

function namespacesOf(
  results: readonly TestResult[],
): readonly (readonly [string, readonly TestResult[]])[] {
  const namespaces = new Map<string, TestResult[]>()
  for (const result of results) {
    const inside = namespaces.get(result.namespace)
    if (inside === undefined) namespaces.set(result.namespace, [result])
    else inside.push(result)
  }
  return [...namespaces].sort(([a], [b]) => (a < b ? -1 : 1))
}

function namespaceSection(namespace: string, results: readonly TestResult[]): Html {
  const title = namespace === '' ? 'Without a namespace' : `Namespace ${namespace}`
  const sorted = order.flatMap((verdict) => results.filter((result) => result.verdict === verdict))
  return html`<section class="namespace"><h2>${title}</h2>${sorted.map(resultBlock)}</section>
`
}

function section(title: string, parts: readonly Html[]): Html {
  return html`<section><h2>${title}</h2>${parts}</section>
`
}

function resultBlock(result: TestResult): Html {
  const { verdict, source, line, findings, exemptions, problems, changes } = result
  const head = html`<span class="badge">${words[verdict]}</span> ${titleOf(result)} <span class="faint">${placeText(source, line)}</span>`
  const parts = [
    ...findings.map((finding) => findingBlock(finding, source)),
    ...problems.map(problemBlock),
    ...exemptions.map(exemptionBlock),
    ...changes.map(
      ({ policy, paths }) =>
        html`<p><code>${policy}</code> sets ${paths.map((path, index) => html`${index === 0 ? '' : ', '}<code>${path}</code>`)}</p>`,
    ),
  ]
  if (parts.length === 0) {
    const by = result.applied.length === 0 ? 'no policy matched it' : result.applied.join(', ')
    parts.push(html`<p class="faint">${by}</p>`)
  }
  const open = verdict === 'deny' || verdict === 'error' ? html` open` : nothing
  return html`<details class="result ${verdict}"${open}><summary>${head}</summary><div>${parts}</div></details>
`
}

function findingBlock(finding: TestFinding, source: string): Html {
  const { effect, policy, path, line, column, message, excerpt, expression, policySource } = finding
  const said =
    finding.exemptionNote === null ? nothing : html`<p class="faint">${finding.exemptionNote}</p>`
  const from =
    finding.enforceFrom === null
      ? nothing
      : html`<p class="faint">enforced from ${finding.enforceFrom}</p>`
  const place = policySource === null ? '' : placeText(policySource.source, policySource.line)
  const rule =
    expression === null
      ? html`<p class="faint">${place}</p>`
      : html`<details><summary>expression <span class="faint">${place}</span></summary><div><pre tabindex="0"><code>${expression}</code></pre></div></details>`
  return html`<div class="finding ${effect === 'audit' ? 'pass' : effect}"><h3>${policy}${effect === 'deny' ? '' : ` (${effect})`}</h3>
<p class="message">${message}</p>
<p><code>${path}</code> <span class="faint">${placeText(source, line, column)}</span></p>
${excerptBlock(excerpt)}${said}${from}${rule}</div>
`
}

function exemptionBlock(use: TestExemption): Html {
  const { policy, validationName, control, message, exemption, expires, reason } = use
  const part = validationName ?? control
  return html`<div class="finding"><h3>exempt from ${part === null ? policy : `${policy}/${part}`}</h3>
<p class="message">${message}</p><p class="faint">by ${exemption} until ${expires}: ${reason}</p></div>
`
}

/** What every policy that took part said, the one that refused most first. */
function policyTable(results: readonly TestResult[]): Html {
  const rows = policyRows(results)
  if (rows.length === 0) return nothing
  const body = rows.map(
    ({ policy, judged, deny, warn, changed }) =>
      html`<tr><th scope="row">${policy}</th>${[judged, deny, warn, changed].map((count) => html`<td class="count">${count}</td>`)}</tr>`,
  )
  const heads = ['Policy', 'Took part', 'Refused', 'Warned', 'Changed'].map(
    (head) => html`<th scope="col">${head}</th>`,
  )
  return section('By policy, in objects', [
    html`<div class="table"><table><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`,
  ])
}

interface PolicyRow {
  readonly policy: string
  readonly judged: number
  readonly deny: number
  readonly warn: number
  readonly changed: number
}

function policyRows(results: readonly TestResult[]): readonly PolicyRow[] {
  const counts = new Map<string, { judged: number; deny: number; warn: number; changed: number }>()
  const count = (names: Iterable<string>, what: keyof Omit<PolicyRow, 'policy'>) => {
    for (const name of new Set(names)) {
      const row = counts.get(name) ?? { judged: 0, deny: 0, warn: 0, changed: 0 }
      row[what]++
      counts.set(name, row)
    }
  }
  for (const { applied, findings, changes } of results) {
    const saying = (effect: string) =>
      findings.filter((finding) => finding.effect === effect).map(({ policy }) => policy)
    count([...applied, ...findings.map(({ policy }) => policy)], 'judged')
    count(saying('deny'), 'deny')
    count(saying('warn'), 'warn')
    count(
      changes.map(({ policy }) => policy),
      'changed',
    )
  }
  return [...counts]
    .map(([policy, row]) => ({ policy, ...row }))
    .sort((a, b) => b.deny - a.deny || b.warn - a.warn || (a.policy < b.policy ? -1 : 1))
}
