import type {
  ConditionRecord,
  ControlRecord,
  ExemptionRecord,
  FieldChange,
  Mismatch,
  MutationRecord,
  Outcome,
  ValidationRecord,
  VariableRecord,
} from '../../core/index.ts'
import type {
  DoorReport,
  ExplainReport,
  Explanation,
  MeetingReport,
  PolicyReport,
} from '../explain/explain-report.ts'
import { recordPlaceText } from '../place-text.ts'
import { type Html, html, nothing } from './html.ts'
import { jsonText } from './json-text.ts'
import { printPage } from './page.ts'
import { problemBlock } from './problem-block.ts'
import { expressionBlock } from './tree.ts'

/** How objects came by their verdicts, as a page: every policy, what it looked at, and what it found there. */
export function explainPage(report: ExplainReport): string {
  const { explanations, notes, problems, time, version } = report
  const body = html`${problems.map(problemBlock)}
${explanations.map(explanationSection)}
${notes.length === 0 ? nothing : html`<section><h2>Notes</h2><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul></section>`}`
  return printPage({
    title: 'Sallyport: why',
    summary: `as of ${time}, sallyport ${version}`,
    body,
  })
}

function explanationSection(explanation: Explanation): Html {
  const { kind, namespace, name, source, line, problems, doors } = explanation
  const title = `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`
  const place = line === null ? source : `${source}:${line}`
  return html`<section><h2>${title} <span class="faint">${place}</span></h2>
${problems.map(problemBlock)}${doors.map(doorBlock)}</section>
`
}

const doorNames = { mutate: 'Mutating door', validate: 'Validating door' } as const

function doorBlock({ request, decision, policies }: DoorReport): Html {
  const { door, operation, kind, resource, namespace, name, user, groups } = request
  const object = namespace === '' ? name : `${namespace}/${name}`
  const verdict = decision.allowed ? 'pass' : 'deny'
  const said = [
    ...(decision.message === null ? [] : [html`<p class="message">${decision.message}</p>`]),
    ...decision.warnings.map(
      (warning) => html`<p class="message"><span class="badge warn">warning</span> ${warning}</p>`,
    ),
  ]
  const facts = [
    ['Request', `${operation} ${resource} (${kind.kind}) ${object}`],
    ['User', groups.length === 0 ? user : `${user}, in ${groups.join(', ')}`],
    ...Object.entries(decision.auditAnnotations),
  ]
  return html`<h3>${doorNames[door]}: <span class="badge ${verdict}">${decision.allowed ? 'allowed' : 'refused'}</span></h3>
<dl>${facts.map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>
${said}${policies.map(policyBlock)}`
}

const outcomes: Readonly<Record<Outcome, { readonly word: string; readonly look: string }>> = {
  denied: { word: 'refuses it', look: 'deny' },
  warned: { word: 'warns', look: 'warn' },
  audited: { word: 'writes to the audit log', look: 'warn' },
  ignored: { word: 'fails, which its failure policy ignores', look: 'warn' },
  mutated: { word: 'changes it', look: 'pass' },
  unchanged: { word: 'changes nothing', look: 'pass' },
  passed: { word: 'allows it', look: 'pass' },
  exempted: { word: 'is kept away by an exemption', look: '' },
  'passed-over': { word: 'is not heard', look: '' },
  'no-match': { word: 'does not match', look: '' },
}

function policyBlock(policy: PolicyReport): Html {
  const { outcome, name, kind, place, why, mismatches, meetings, cost, microseconds } = policy
  const { word, look } = outcomes[outcome]
  const time = microseconds === null ? '' : `, ${microseconds} µs`
  const open =
    outcome === 'denied' || outcome === 'mutated' || outcome === 'warned' ? html` open` : nothing
  const effort = meetings.length === 0 ? '' : `cost ${cost}${time}`
  return html`<details class="${look}"${open}><summary><strong>${name}</strong> <span class="badge">${word}</span> <span class="faint">${kind} ${effort}</span></summary>
<div><p class="faint">${recordPlaceText(place)}</p>${whyText(why)}${mismatchList(mismatches)}${meetings.map(meetingBlock)}</div></details>
`
}

function whyText(why: string | null): Html {
  return why === null ? nothing : html`<p class="message">${why}</p>`
}

function mismatchList(mismatches: readonly Mismatch[]): Html {
  if (mismatches.length === 0) return nothing
  const items = mismatches.map(
    ({ of, part, field, wanted, found }) =>
      html`<li>${of} <code>${field === '' ? part : `${part}.${field}`}</code>: wants <code>${wanted}</code>, found <code>${found}</code></li>`,
  )
  return html`<ul>${items}</ul>`
}

function meetingBlock(meeting: MeetingReport): Html {
  const { round, subject, binding, params, why, mismatches, podSecurity } = meeting
  const facts: (readonly [string, string])[] = [
    ...(round === 2 ? ([['Round', 'run again after other mutations']] as const) : []),
    ...(subject.path === '' ? [] : ([['Judged', `the Pod of ${subject.path}`]] as const)),
    ...(binding === null || binding.kind === 'own'
      ? []
      : ([['Binding', `${binding.kind} ${binding.name}`]] as const)),
    ...(params === null || params.name === ''
      ? []
      : ([['Params', `${params.kind} ${params.namespace}/${params.name}`]] as const)),
  ]
  return html`<div class="finding"><dl>${facts.map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>
${whyText(why)}${mismatchList(mismatches)}${meeting.matchConditions.map(conditionBlock)}
${(podSecurity?.controls ?? []).filter(({ verdict }) => verdict === 'forbids').map(controlBlock)}
${meeting.validations.map(validationBlock)}${meeting.mutations.map(mutationBlock)}
${variablesBlock(meeting.variables)}${meeting.exemptions.map(exemptionBlock)}</div>
`
}

function conditionBlock({ name, expression }: ConditionRecord): Html {
  return html`<details><summary>match condition <code>${name}</code> = <code>${expression.value ?? 'error'}</code></summary><div>${expressionBlock(expression)}</div></details>`
}

const verdictWords: Readonly<Record<ValidationRecord['verdict'], string>> = {
  holds: 'holds',
  fails: 'fails',
  error: 'cannot be evaluated',
  'not-evaluated': 'was not evaluated',
}

function validationBlock(validation: ValidationRecord): Html {
  const { index, name, verdict, expression, message, path, exemptedBy } = validation
  const isBad = verdict === 'fails' || verdict === 'error'
  const freed = exemptedBy === null ? nothing : html`<p>exempt by <code>${exemptedBy}</code></p>`
  const where = path === '' ? nothing : html`<p>at <code>${path}</code></p>`
  const said = message === null ? nothing : html`<p class="message">${message}</p>`
  return html`<details class="${isBad ? 'deny' : 'pass'}"${isBad ? html` open` : nothing}><summary><code>${name ?? `validations[${index}]`}</code> <span class="badge">${verdictWords[verdict]}</span></summary>
<div>${said}${where}${freed}${expressionBlock(expression)}</div></details>
`
}

function controlBlock({ control, message, path, found, allowed, exemptedBy }: ControlRecord): Html {
  const freed = exemptedBy === null ? nothing : html`<p>exempt by <code>${exemptedBy}</code></p>`
  return html`<div class="finding deny"><p><code>${control}</code> <span class="badge">forbids</span></p><p class="message">${message}</p>
<dl><dt>at</dt><dd><code>${path}</code></dd><dt>found</dt><dd><code>${jsonText(found)}</code></dd><dt>allowed</dt><dd><code>${allowed.join(', ')}</code></dd></dl>${freed}</div>
`
}

function mutationBlock({
  index,
  patchType,
  verdict,
  expression,
  error,
  changes,
}: MutationRecord): Html {
  const failed = error === null ? nothing : html`<p class="message badge error">${error}</p>`
  return html`<details${verdict === 'unchanged' ? nothing : html` open`}><summary><code>mutations[${index}]</code> ${patchType} <span class="badge">${verdict}</span></summary>
<div>${changeTable(changes)}${failed}<details><summary>expression</summary><div>${expressionBlock(expression)}</div></details></div></details>
`
}

function changeTable(changes: readonly FieldChange[]): Html {
  if (changes.length === 0) return nothing
  const rows = changes.map(
    ({ path, op, before, after }) =>
      html`<tr><th scope="row"><code>${path}</code></th><td class="diff-remove"><code>${op === 'add' ? '' : jsonText(before)}</code></td><td class="diff-add"><code>${op === 'remove' ? '' : jsonText(after)}</code></td></tr>`,
  )
  return html`<div class="table"><table><thead><tr><th scope="col">Field</th><th scope="col">Before</th><th scope="col">After</th></tr></thead><tbody>${rows}</tbody></table></div>`
}

function variablesBlock(variables: readonly VariableRecord[]): Html {
  const read = variables.filter(({ expression }) => expression.cost !== null)
  if (read.length === 0) return nothing
  const items = read.map(
    ({ name, expression }) =>
      html`<details><summary><code>variables.${name}</code> = <code>${expression.value ?? 'error'}</code></summary><div>${expressionBlock(expression)}</div></details>`,
  )
  return html`<details><summary>variables</summary><div>${items}</div></details>`
}

function exemptionBlock({
  exemption,
  answer,
  why,
  expires,
  reason,
  requestedBy,
}: ExemptionRecord): Html {
  const asked = requestedBy === null ? '' : `, requested by ${requestedBy}`
  return answer === 'frees'
    ? html`<p>exempt by <code>${exemption}</code> until ${expires}: ${reason}${asked}</p>`
    : html`<p class="faint">exemption <code>${exemption}</code> does not free from it: ${why}</p>`
}
