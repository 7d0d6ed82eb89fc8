import { expect, test } from 'vitest'
import {
  defaultConfiguration,
  readConfiguration,
} from '#src/core/pod-security-admission/configuration.ts'
import type { JsonValue } from '#src/core/source/json-value.ts'
import { configurationOf, documentOf, policyOf } from './given-configuration.ts'

const group = 'pod-security.admission.config.k8s.io'
const head = `apiVersion: ${group}/v1\nkind: PodSecurityConfiguration\n`

test.for(['v1', 'v1beta1', 'v1alpha1'])('%s: what is not said has its default', (version) => {
  const { defaults, exemptions } = configurationOf(`apiVersion: ${group}/${version}
kind: PodSecurityConfiguration
defaults:
  enforce: baseline
  warn-version: v1.30
  audit: ""
exemptions:
  usernames: [alice, "system:serviceaccount:a:b"]
  namespaces: [kube-system]
  runtimeClasses: [kata.example]
`)
  expect(defaults).toEqual(policyOf('baseline:latest privileged:latest privileged:v1.30'))
  expect([...exemptions.usernames]).toEqual(['alice', 'system:serviceaccount:a:b'])
  expect([...exemptions.namespaces]).toEqual(['kube-system'])
  expect([...exemptions.runtimeClasses]).toEqual(['kata.example'])
})

test.for([
  { name: 'nothing but its kind', text: head },
  { name: 'nulls', text: `${head}defaults: null\nexemptions: {namespaces: null}\n` },
  { name: 'empty fields', text: `${head}defaults: {}\nexemptions: {usernames: []}\n` },
])('$name: as without a configuration', ({ text }) => {
  expect(configurationOf(text)).toEqual(defaultConfiguration)
})

const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
const subdomain =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"

test.for([
  {
    name: 'levels and versions, in the order of Kubernetes',
    rest: 'defaults: {audit-version: "1.30", audit: lax, enforce: Baseline, warn: "v1.1", warn-version: v2.0, enforce-version: newest}',
    found: [
      'defaults.enforce: Invalid value: "Baseline": must be one of privileged, baseline, restricted',
      'defaults.enforce-version: Invalid value: "newest": must be "latest" or "v1.x"',
      'defaults.warn: Invalid value: "v1.1": must be one of privileged, baseline, restricted',
      'defaults.warn-version: Invalid value: "v2.0": must be "latest" or "v1.x"',
      'defaults.audit: Invalid value: "lax": must be one of privileged, baseline, restricted',
      'defaults.audit-version: Invalid value: "1.30": must be "latest" or "v1.x"',
    ],
  },
  {
    name: 'names of namespaces',
    rest: 'exemptions: {namespaces: [a, B, a, ""]}',
    found: [
      `exemptions.namespaces[1]: Invalid value: "B": ${label}`,
      'exemptions.namespaces[2]: Duplicate value: "a"',
      `exemptions.namespaces[3]: Invalid value: "": ${label}`,
    ],
  },
  {
    name: 'a namespace with a dot and too long a one',
    rest: `exemptions: {namespaces: [a.b, ${'a'.repeat(64)}]}`,
    found: [
      'exemptions.namespaces[0]: Invalid value: "a.b": must not contain dots',
      `exemptions.namespaces[1]: Invalid value: "${'a'.repeat(64)}": must be no more than 63 characters`,
    ],
  },
  {
    name: 'names of runtime classes and users',
    rest: 'exemptions: {usernames: ["", A b, A b], runtimeClasses: [a.b, a_b, a.b]}',
    found: [
      `exemptions.runtimeClasses[1]: Invalid value: "a_b": ${subdomain}`,
      'exemptions.runtimeClasses[2]: Duplicate value: "a.b"',
      'exemptions.usernames[0]: Invalid value: "": username must not be empty',
      'exemptions.usernames[2]: Duplicate value: "A b"',
    ],
  },
  {
    name: 'unknown fields',
    rest: 'metadata: {name: x}\ndefaults: {enforced: baseline}',
    found: [
      'metadata: unknown field "metadata"',
      'defaults.enforced: unknown field "defaults.enforced"',
    ],
  },
  {
    name: 'a list where texts are expected, and the other way round',
    rest: 'defaults: {enforce: [baseline], audit: 1}\nexemptions: {namespaces: kube-system, usernames: [1]}',
    found: [
      'defaults.enforce: json: cannot unmarshal array into Go struct field PodSecurityDefaults.defaults.enforce of type string',
      'defaults.audit: json: cannot unmarshal number into Go struct field PodSecurityDefaults.defaults.audit of type string',
      'exemptions.namespaces: json: cannot unmarshal string into Go struct field PodSecurityExemptions.exemptions.namespaces of type []string',
      'exemptions.usernames[0]: json: cannot unmarshal number into Go struct field PodSecurityExemptions.exemptions.usernames of type string',
    ],
  },
  {
    name: 'a text for a mapping',
    rest: 'defaults: restricted',
    found: [
      'defaults: json: cannot unmarshal string into Go struct field PodSecurityConfiguration.defaults of type v1.PodSecurityDefaults',
    ],
  },
])('problems: $name', ({ rest, found }) => {
  expect(problemsOf(`${head}${rest}\n`)).toEqual(found)
})

test.for([
  {
    name: 'no kind',
    text: `{"apiVersion":"${group}/v1"}`,
    found: `Object 'Kind' is missing in '{"apiVersion":"${group}/v1"}'`,
  },
  {
    name: 'no apiVersion',
    text: '{"kind":"PodSecurityConfiguration"}',
    found: `Object 'apiVersion' is missing in '{"kind":"PodSecurityConfiguration"}'`,
  },
  {
    name: 'another version',
    text: `{"apiVersion":"${group}/v2","kind":"PodSecurityConfiguration"}`,
    found: `kind: no kind "PodSecurityConfiguration" is registered for version "${group}/v2"`,
  },
  {
    name: 'another kind',
    text: `{"apiVersion":"${group}/v1","kind":"constructor"}`,
    found: `kind: no kind "constructor" is registered for version "${group}/v1"`,
  },
  {
    name: 'a kind that is no text',
    text: `{"apiVersion":"${group}/v1","kind":3}`,
    found: `kind: couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .kind of type string`,
  },
  { name: 'a list', text: '[]', found: 'expected a mapping, found a list' },
  {
    name: 'a text',
    text: 'restricted',
    found: 'expected a mapping, found the string "restricted"',
  },
])('no configuration: $name', ({ text, found }) => {
  expect(problemsOf(text)).toEqual([found])
})

test('nothing at all', () => {
  const read = readConfiguration({ ...documentOf('{}'), value: null })
  expect(read).toMatchObject({ problems: [{ message: `Object 'Kind' is missing in 'null'` }] })
})

test('a problem says where it stands and what to do', () => {
  const read = readConfiguration(documentOf(`${head}defaults:\n  enforce-versoin: v1.30\n`))
  expect(read).toMatchObject({
    kind: 'problems',
    problems: [
      {
        code: 'unknown-field',
        severity: 'error',
        source: 'pod-security.yaml',
        path: 'defaults.enforce-versoin',
        line: 4,
        column: 3,
        remedy: 'did you mean "enforce-version"?',
      },
    ],
  })
})

const odd: readonly JsonValue[] = [null, true, 0, 1.5, 2n ** 70n, '', [], [[]], {}, { a: null }]

test.for(odd.map((value) => ({ value })))('nothing throws: $value', ({ value }) => {
  const fields = ['apiVersion', 'kind', 'defaults', 'exemptions', 'metadata', '__proto__']
  const { value: whole, ...document } = documentOf(`${head}defaults: {}\n`)
  for (const field of fields) {
    const changed = Object.fromEntries([...Object.entries(whole ?? {}), [field, value]])
    const read = readConfiguration({ ...document, value: changed })
    const problems = read.kind === 'problems' ? read.problems : []
    expect(problems.every(({ message }) => message !== '')).toBe(true)
  }
})

function problemsOf(text: string): readonly string[] {
  const read = readConfiguration(documentOf(text))
  if (read.kind === 'configuration') return []
  return read.problems.map(({ path, message }) =>
    path === undefined ? message : `${path}: ${message}`,
  )
}
