import { describe, expect, test } from 'vitest'
import type { Decision } from '#src/core/admission/decision.ts'
import { admit as decide } from '#src/core/engine/admit.ts'
import { type Answer, questionKey } from '#src/core/engine/facts.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import { printFieldError } from '#src/core/kubernetes/custom/field-error.ts'
import { nameOf } from '#src/core/kubernetes/object.ts'
import { printLevelVersion } from '#src/core/pod-security/level-version.ts'
import { admit } from '#src/core/pod-security-admission/admit.ts'
import {
  defaultConfiguration,
  type PodSecurityConfiguration,
  readConfiguration,
} from '#src/core/pod-security-admission/configuration.ts'
import type { Found } from '#src/core/pod-security-admission/known.ts'
import {
  labelledPolicy,
  type Mode,
  perMode,
} from '#src/core/pod-security-admission/namespace-policy.ts'
import { isArray, isObject, type JsonObject } from '#src/core/source/json-value.ts'
import {
  configurationOf,
  documentOf,
  standardOf,
} from '#test/core/pod-security-admission/given-configuration.ts'
import { sentRequest } from '#test/core/pod-security-admission/sent-request.ts'
import { hasCorpora, readRows, whereCorporaAre } from './corpora.ts'

interface AdmissionRow {
  readonly id: string
  /** A text, or what a text would say. */
  readonly config: string | JsonObject
  /** Objects, or labels by name. */
  readonly namespaces: readonly JsonObject[] | JsonObject
  readonly existingPods: readonly JsonObject[]
  readonly request: JsonObject
  /** Of upstream rows. */
  readonly evaluator?: string
  readonly extra?: { readonly expectListPods?: boolean }
  readonly expect: {
    readonly allowed: boolean
    readonly status?: { readonly message: string; readonly reason: string; readonly code: number }
    readonly warnings?: readonly string[]
    readonly auditAnnotations?: Readonly<Record<string, string>>
  }
}

interface ConfigurationRow {
  readonly name: string
  readonly input: string
  readonly loadError?: string
  readonly defaults?: Readonly<Record<string, string>>
  readonly exemptions?: Readonly<Record<string, readonly string[] | null>>
  readonly validationErrors?: readonly { readonly error: string }[]
}

interface LabelRow {
  readonly name: string
  readonly labels: JsonObject
  readonly defaults: Readonly<Record<Mode, string>>
  readonly expect: Readonly<Record<Mode, string>>
  readonly errors: readonly {
    readonly error: string
    readonly field: string
    readonly type: string
  }[]
}

interface Exclusion<Row> {
  readonly reason: string
  readonly holds: (row: Row) => boolean
  readonly count: number
}

/** Rows whose outcome does not follow from their fields. */
const excludedAdmissions: readonly Exclusion<AdmissionRow>[] = [
  {
    reason: 'existing Pods were judged by an evaluator that reads an annotation',
    holds: ({ evaluator = '', extra }) =>
      evaluator.startsWith('fake') && extra?.expectListPods === true,
    count: 2,
  },
  {
    reason: 'the decoder was told to fail',
    holds: ({ request }) =>
      (request['objectDecodeError'] ?? request['oldObjectDecodeError'] ?? null) !== null,
    count: 2,
  },
  {
    reason:
      'an object of another type was recorded as an empty Pod, which lacks the name of the request',
    holds: ({ request }) =>
      [request['object'], request['oldObject']].some(
        (object) => isObject(object) && nameOf(object) !== request['name'],
      ),
    count: 2,
  },
  {
    reason: 'the plugin handles CREATE and UPDATE only',
    holds: ({ request }) => request['operation'] === 'DELETE',
    count: 2,
  },
]

/** Behind it stands the line of a Go source. */
const schemeText = ' in scheme "'

describe.skipIf(!hasCorpora)(`Pod Security admission (${whereCorporaAre})`, () => {
  const upstream = rowsOf<AdmissionRow>('psa-admission-upstream.jsonl')
  const generated = rowsOf<AdmissionRow>('psa-admission-generated.jsonl.gz')
  const configurations = rowsOf<ConfigurationRow>('psa-config.jsonl')
  const labels = rowsOf<LabelRow>('psa-labels.jsonl')
  const admissions = [...upstream, ...generated]
  const isExcluded = (row: AdmissionRow) => excludedAdmissions.some(({ holds }) => holds(row))

  test('the rows are these', () => {
    const counts = [upstream, generated, configurations, labels].map((rows) => rows.length)
    expect(counts).toEqual([38, 420, 14, 11])
  })

  test.for(excludedAdmissions)('$count are left out: $reason', ({ holds, count }) => {
    expect(admissions.filter(holds)).toHaveLength(count)
  })

  test('admission: verdict, status, warnings and audit annotations', () => {
    const judged = admissions.filter((row) => !isExcluded(row))
    expect(judged).toHaveLength(450)
    expect(judged.map(answered)).toEqual(judged.map(expected))
  })

  test('the same through the whole engine', () => {
    const judged = admissions.filter((row) => !isExcluded(row))
    expect(judged.map(decided)).toEqual(judged.map(expected))
  })

  test('configuration: defaults and exemptions', () => {
    const valid = configurations.filter(({ defaults }) => defaults !== undefined)
    expect(valid).toHaveLength(8)
    for (const row of valid) {
      expect(row.validationErrors).toEqual([])
      expect(printed(configurationOfText(row.input)), row.name).toEqual({
        defaults: row.defaults,
        exemptions: Object.fromEntries(
          Object.entries(row.exemptions ?? {}).map(([name, list]) => [name, list ?? []]),
        ),
      })
    }
  })

  test('configuration: what cannot be loaded, but for the line of a Go source', () => {
    const broken = configurations.filter(({ loadError }) => loadError !== undefined)
    expect(broken).toHaveLength(6)
    expect(broken.filter(({ loadError }) => loadError?.includes(schemeText))).toHaveLength(3)
    for (const { input, loadError, name } of broken) {
      expect(loadErrorOf(input), name).toBe(loadError?.split(schemeText)[0])
    }
  })

  test('labels: policy and errors', () => {
    for (const { labels: given, defaults, expect: wanted, errors, name } of labels) {
      const { policy, errors: found } = labelledPolicy(
        given,
        perMode((mode) => standardOf(defaults[mode])),
      )
      expect(
        perMode((mode) => printLevelVersion(policy[mode])),
        name,
      ).toEqual(wanted)
      expect(
        found.map((error) => [error.reason, error.field, printFieldError(error)]),
        name,
      ).toEqual(errors.map(({ type, field, error }) => [type, field, error]))
    }
  })
})

function rowsOf<Row>(name: string): readonly Row[] {
  return hasCorpora ? (readRows(name) as readonly Row[]) : []
}

function answered(row: AdmissionRow): unknown {
  const request = sentRequest(row.request)
  const outcome = admit(request, {
    configuration: configurationOfRow(row),
    namespace: namespaceNamed(request.namespace, row.namespaces),
    pods: { kind: 'found', value: row.existingPods },
  })
  if (outcome.kind !== 'response') return { id: row.id, question: outcome }
  const { allowed, status, warnings, auditAnnotations } = outcome
  return { id: row.id, allowed, status, warnings, auditAnnotations }
}

function decided(row: AdmissionRow): unknown {
  const request = sentRequest(row.request)
  const found = namespaceNamed(request.namespace, row.namespaces)
  const answers = new Map<string, Answer>([
    [
      questionKey({ kind: 'namespace', name: request.namespace }),
      found.kind === 'found' ? { kind: 'found', object: found.value } : found,
    ],
    [
      questionKey({ kind: 'pods', namespace: request.namespace }),
      { kind: 'listed', objects: row.existingPods },
    ],
  ])
  const { snapshot } = createSnapshot({
    policies: loadPolicies([], { kubernetesVersion: '1.37' }).policies,
    podSecurity: { configuration: configurationOfRow(row), document: documentOf('{}') },
  })
  const admission = decide(request, snapshot, { time: '', answers }, () => false)
  if (admission.kind !== 'decision') return { id: row.id, questions: admission.questions }
  return { id: row.id, ...podSecurityAnswer(admission.decision) }
}

/**
 * A decision as the answer of the API server's plugin: the id of the decision, the short line above a long text and the
 * name before the keys are ours, and a line break in a warning is a space, as in every warning of a webhook.
 */
function podSecurityAnswer({ allowed, status, warnings, auditAnnotations }: Decision) {
  const keys = Object.entries(auditAnnotations).filter(([key]) => key !== 'decision-id')
  return {
    allowed,
    status: status && {
      ...status,
      message: status.message.replace(/ \(decision [^)]*\)$/, '').replace(/^[^\n]*…\n/, ''),
    },
    warnings,
    auditAnnotations: Object.fromEntries(
      keys.map(([key, value]) => [key.replace(/^PodSecurity\./, ''), value]),
    ),
  }
}

function configurationOfRow({ config }: AdmissionRow): PodSecurityConfiguration {
  return configurationOfText(typeof config === 'string' ? config : JSON.stringify(config))
}

function expected({ id, expect }: AdmissionRow): unknown {
  const { allowed, status, warnings = [], auditAnnotations = {} } = expect
  const said = status && { message: status.message, reason: status.reason, code: status.code }
  return { id, allowed, status: said, warnings, auditAnnotations }
}

function namespaceNamed(name: string, given: AdmissionRow['namespaces']): Found<JsonObject> {
  const namespaces = isArray(given)
    ? given
    : Object.entries(given).map(([name, labels]) => ({ metadata: { name, labels } }))
  const value = namespaces.find((namespace) => nameOf(namespace) === name)
  return isObject(value)
    ? { kind: 'found', value }
    : { kind: 'failed', message: `namespaces "${name}" not found` }
}

function configurationOfText(text: string): PodSecurityConfiguration {
  return text === '' ? defaultConfiguration : configurationOf(text)
}

function printed({ defaults, exemptions }: PodSecurityConfiguration): unknown {
  return {
    defaults: {
      Enforce: defaults.enforce.level,
      EnforceVersion: defaults.enforce.version,
      Audit: defaults.audit.level,
      AuditVersion: defaults.audit.version,
      Warn: defaults.warn.level,
      WarnVersion: defaults.warn.version,
    },
    exemptions: {
      namespaces: [...exemptions.namespaces],
      runtimeClasses: [...exemptions.runtimeClasses],
      usernames: [...exemptions.usernames],
    },
  }
}

/** The problems as Kubernetes' one text: unknown fields have a heading. */
function loadErrorOf(text: string): string {
  const read = readConfiguration(documentOf(text))
  const problems = read.kind === 'problems' ? read.problems : []
  const messages = problems.map(({ message }) => message).join(', ')
  return problems[0]?.code === 'unknown-field' ? `strict decoding error: ${messages}` : messages
}
