import { expect, test } from 'vitest'
import { printFieldError } from '#src/core/kubernetes/custom/field-error.ts'
import {
  compareLevels,
  isEquivalent,
  isFullyPrivileged,
  isLabelled,
  labelledPolicy,
  modes,
  type NamespacePolicy,
  perMode,
} from '#src/core/pod-security-admission/namespace-policy.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { policyOf } from './given-configuration.ts'

const prefix = 'pod-security.kubernetes.io/'

function labelled(short: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(short).map(([key, value]) => [prefix + key, value]))
}

function printed({ enforce, audit, warn }: NamespacePolicy): string {
  return [enforce, audit, warn].map(({ level, version }) => `${level}:${version}`).join(' ')
}

const lax = 'privileged:latest privileged:latest privileged:latest'
const badLevel = 'must be one of privileged, baseline, restricted'
const badVersion = 'must be "latest" or "v1.x"'

test.for([
  { name: 'no labels', labels: {}, policy: lax },
  {
    name: 'enforcing warns as well',
    labels: { enforce: 'baseline', 'enforce-version': 'v1.30' },
    policy: 'baseline:v1.30 privileged:latest baseline:v1.30',
  },
  {
    name: 'with the version that is said of warnings',
    labels: { enforce: 'baseline', 'warn-version': 'v1.2' },
    policy: 'baseline:latest privileged:latest baseline:v1.2',
  },
  {
    name: 'not where warnings are said to be privileged',
    labels: { enforce: 'baseline', warn: 'privileged' },
    policy: 'baseline:latest privileged:latest privileged:latest',
  },
  {
    name: 'not where more is warned of',
    defaults: 'privileged:latest privileged:latest restricted:v1.1',
    labels: { enforce: 'baseline' },
    policy: 'baseline:latest privileged:latest restricted:v1.1',
  },
  {
    name: 'not for an enforced default',
    defaults: 'restricted:latest privileged:latest privileged:latest',
    labels: { 'enforce-version': 'v1.9' },
    policy: 'restricted:v1.9 privileged:latest privileged:latest',
  },
  {
    name: 'a version from the future',
    labels: { audit: 'restricted', 'audit-version': 'v1.99' },
    policy: 'privileged:latest restricted:v1.99 privileged:latest',
  },
  {
    name: 'a bad level is enforced as the strictest, silently',
    labels: { enforce: 'strict' },
    policy: 'restricted:latest privileged:latest privileged:latest',
    errors: [`metadata.labels[${prefix}enforce]: Invalid value: "strict": ${badLevel}`],
  },
  {
    name: 'a bad level audits and warns of nothing',
    defaults: 'privileged:latest baseline:v1.1 baseline:v1.1',
    labels: { audit: '', warn: 'Baseline' },
    policy: 'privileged:latest privileged:v1.1 privileged:v1.1',
    errors: [
      `metadata.labels[${prefix}audit]: Invalid value: "": ${badLevel}`,
      `metadata.labels[${prefix}warn]: Invalid value: "Baseline": ${badLevel}`,
    ],
  },
  {
    name: 'a bad version is the latest one',
    defaults: 'baseline:v1.1 privileged:latest privileged:latest',
    labels: { 'enforce-version': '1.24' },
    policy: 'baseline:latest privileged:latest privileged:latest',
    errors: [`metadata.labels[${prefix}enforce-version]: Invalid value: "1.24": ${badVersion}`],
  },
  {
    name: 'a bad warning is not replaced by what is enforced',
    labels: { enforce: 'baseline', warn: 'x"y' },
    policy: 'baseline:latest privileged:latest privileged:latest',
    errors: [`metadata.labels[${prefix}warn]: Invalid value: "x\\"y": ${badLevel}`],
  },
  {
    name: 'no texts',
    labels: { enforce: true, 'enforce-version': 1.24, warn: null },
    policy: 'restricted:latest privileged:latest privileged:latest',
    errors: [
      `metadata.labels[${prefix}enforce]: Invalid value: "true": ${badLevel}`,
      `metadata.labels[${prefix}enforce-version]: Invalid value: "1.24": ${badVersion}`,
      `metadata.labels[${prefix}warn]: Invalid value: "": ${badLevel}`,
    ],
  },
] as const satisfies readonly Row[])('$name', (row: Row) => {
  const { policy, errors } = labelledPolicy(labelled(row.labels), policyOf(row.defaults ?? lax))
  expect(printed(policy)).toBe(row.policy)
  expect(errors.map(printFieldError)).toEqual(row.errors ?? [])
})

interface Row {
  readonly name: string
  readonly labels: JsonObject
  readonly defaults?: string
  readonly policy: string
  readonly errors?: readonly string[]
}

test('labels of others, and keys that every object has, say nothing', () => {
  const labels = Object.fromEntries([
    ['__proto__', 'x'],
    ['constructor', 'x'],
    ['enforce', 'x'],
  ])
  expect(labelledPolicy(labels, policyOf(lax))).toEqual({ policy: policyOf(lax), errors: [] })
  expect(modes.filter((mode) => isLabelled(labels, mode))).toEqual([])
})

test('a mode is labelled by its level or its version', () => {
  const labels = labelled({ enforce: 'baseline', 'warn-version': 'nonsense' })
  expect(modes.filter((mode) => isLabelled(labels, mode))).toEqual(['enforce', 'warn'])
})

test('levels from lax to strict', () => {
  const levels = ['restricted', 'privileged', 'baseline'] as const
  expect(levels.toSorted(compareLevels)).toEqual(['privileged', 'baseline', 'restricted'])
})

test.for([
  { name: 'themselves', other: 'baseline:v1.1 privileged:latest restricted:v1.2', expected: true },
  {
    name: 'privileged in another version',
    other: 'baseline:v1.1 privileged:v1.5 restricted:v1.2',
    expected: true,
  },
  {
    name: 'another version',
    other: 'baseline:v1.1 privileged:latest restricted:v1.3',
    expected: false,
  },
  {
    name: 'another level',
    other: 'restricted:v1.1 privileged:latest restricted:v1.2',
    expected: false,
  },
])('equivalent: $name', ({ other, expected }) => {
  const policy = policyOf('baseline:v1.1 privileged:latest restricted:v1.2')
  expect(isEquivalent(policy, policyOf(other))).toBe(expected)
})

test('fully privileged is every mode', () => {
  expect(isFullyPrivileged(policyOf('privileged:v1.1 privileged:v1.2 privileged:latest'))).toBe(
    true,
  )
  for (const mode of modes) {
    const one = perMode(
      (other) =>
        ({ level: other === mode ? 'baseline' : 'privileged', version: 'latest' }) as const,
    )
    expect(isFullyPrivileged(one), mode).toBe(false)
  }
})
