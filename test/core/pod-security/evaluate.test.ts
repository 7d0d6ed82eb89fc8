import { describe, expect, test } from 'vitest'
import { evaluatePod } from '#src/core/pod-security/evaluate.ts'
import type { LevelVersion, Version } from '#src/core/pod-security/level-version.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'

const restricted: LevelVersion = { level: 'restricted', version: 'latest' }
const baseline: LevelVersion = { level: 'baseline', version: 'latest' }

const worst = {
  spec: {
    hostPID: true,
    volumes: [{ name: 'v', hostPath: {} }],
    securityContext: { seccompProfile: { type: 'Unconfined' }, sysctls: [{ name: 's' }] },
    containers: [{ name: 'a', image: 'x', securityContext: { capabilities: { add: ['BPF'] } } }],
  },
}

test('privileged allows everything', () => {
  const privileged = evaluatePod(worst, { level: 'privileged', version: 'latest' })
  expect(privileged).toEqual({ allowed: true, results: [], reason: '', detail: '' })
})

test('reasons and details are joined in the order of the results', () => {
  const { allowed, reason, detail, results } = evaluatePod(worst, baseline)
  expect(allowed).toBe(false)
  expect(results.map(({ control }) => control)).toEqual([
    'capabilities_baseline',
    'hostNamespaces',
    'hostPathVolumes',
    'seccompProfile_baseline',
    'sysctls',
  ])
  expect(reason).toBe(
    'non-default capabilities, host namespaces, hostPath volumes, seccompProfile, forbidden sysctls',
  )
  expect(detail).toBe(
    'non-default capabilities (container "a" must not include "BPF" in securityContext.capabilities.add), host namespaces (hostPID=true), hostPath volumes (volume "v"), seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined"), forbidden sysctls (s)',
  )
})

test("restricted's controls are reported instead of those of baseline that they override", () => {
  expect(evaluatePod(worst, restricted).results.map(({ control }) => control)).toEqual([
    'hostNamespaces',
    'sysctls',
    'allowPrivilegeEscalation',
    'capabilities_restricted',
    'restrictedVolumes',
    'runAsNonRoot',
    'seccompProfile_restricted',
  ])
})

test.for<Version>(['v1.38', 'v1.1000000', 'v1.9223372036854775807', 'latest'])(
  '%s is judged as the newest version that is known',
  (version) => {
    const known = evaluatePod(worst, { level: 'restricted', version: 'v1.37' })
    expect(evaluatePod(worst, { level: 'restricted', version })).toEqual(known)
  },
)

describe('findings that are not kept', () => {
  const pod = {
    spec: {
      containers: ['a', 'b'].map((name) => ({
        name,
        securityContext: { privileged: true, capabilities: { add: ['BPF', 'KILL', 'SYS_TIME'] } },
      })),
    },
  }

  test.for([
    {
      name: 'all are kept',
      keep: () => true,
      detail:
        'non-default capabilities (containers "a", "b" must not include "BPF", "SYS_TIME" in securityContext.capabilities.add), privileged (containers "a", "b" must not set securityContext.privileged=true)',
    },
    {
      name: 'not of a control',
      keep: ({ control }: { control: string }) => control !== 'privileged',
      detail:
        'non-default capabilities (containers "a", "b" must not include "BPF", "SYS_TIME" in securityContext.capabilities.add)',
    },
    {
      name: 'not of a container',
      keep: ({ path }: { path: readonly (string | number)[] }) => path[2] !== 0,
      detail:
        'non-default capabilities (container "b" must not include "BPF", "SYS_TIME" in securityContext.capabilities.add), privileged (container "b" must not set securityContext.privileged=true)',
    },
    {
      name: 'not of a value',
      keep: ({ found }: { found: JsonValue | undefined }) => found !== 'BPF' && found !== true,
      detail:
        'non-default capabilities (containers "a", "b" must not include "SYS_TIME" in securityContext.capabilities.add)',
    },
    { name: 'none', keep: () => false, detail: '' },
  ])('$name', ({ keep, detail }) => {
    const evaluation = evaluatePod(pod, baseline, keep)
    expect(evaluation.detail).toBe(detail)
    expect(evaluation.allowed).toBe(detail === '')
  })
})

describe('bad input', () => {
  const ofAnotherType: readonly JsonValue[] = [null, 'x', 0, 1.5, 2n ** 60n]
  const places: readonly (readonly string[])[] = [
    ['metadata'],
    ['metadata', 'annotations'],
    ['spec'],
    ['spec', 'containers'],
    ['spec', 'initContainers'],
    ['spec', 'ephemeralContainers'],
    ['spec', 'volumes'],
    ['spec', 'os'],
    ['spec', 'hostUsers'],
    ['spec', 'hostNetwork'],
    ['spec', 'securityContext'],
    ['spec', 'securityContext', 'sysctls'],
    ['spec', 'securityContext', 'seccompProfile'],
    ['spec', 'securityContext', 'seLinuxOptions'],
  ]
  const texts = places.map((path) => ({ path, name: path.join('.') }))

  test.for(texts)('$name of another type is as if it were missing', ({ path }) => {
    const { detail } = evaluatePod(replaced(worst, path, undefined), restricted)
    for (const value of ofAnotherType) {
      expect(evaluatePod(replaced(worst, path, value), restricted).detail).toBe(detail)
    }
  })

  test.for([
    { name: 'null', containers: [null] },
    { name: 'a text', containers: ['x'] },
    { name: 'a list', containers: [[]] },
  ])('a container that is $name is one without fields', ({ containers }) => {
    const { results } = evaluatePod({ spec: { containers } }, restricted)
    expect(results.map(({ control }) => control)).toEqual([
      'allowPrivilegeEscalation',
      'capabilities_restricted',
      'runAsNonRoot',
      'seccompProfile_restricted',
    ])
    expect(results[0]?.findings[0]?.suggestion).toEqual([
      {
        op: 'replace',
        path: '/spec/containers/0',
        value: { securityContext: { allowPrivilegeEscalation: false } },
      },
    ])
  })

  test('items of lists that are null are empty, as Kubernetes decodes them', () => {
    const pod = {
      spec: {
        volumes: [null],
        securityContext: { sysctls: [null] },
        containers: [{ name: 'a', securityContext: { capabilities: { add: [null, 7] } } }],
      },
    }
    expect(evaluatePod(pod, baseline).detail).toBe(
      'non-default capabilities (container "a" must not include "" in securityContext.capabilities.add), forbidden sysctls',
    )
    expect(evaluatePod(pod, restricted).reason).toContain('restricted volume types')
  })

  test.for(['__proto__', 'constructor', 'toString', 'length'])('%s is a key as any', (key) => {
    const pod = JSON.parse(
      `{"metadata": {"annotations": {"${key}": "x"}}, "spec": {"${key}": {"hostPID": true}, "containers": [{"name": "${key}", "securityContext": {"${key}": {"privileged": true}}}]}}`,
    ) as JsonObject
    expect(evaluatePod(pod, baseline).allowed).toBe(true)
    expect(evaluatePod(pod, { level: 'baseline', version: 'v1.18' }).allowed).toBe(true)
  })

  test('of a hundred thousand violations a thousand are findings, and all are in the text', () => {
    const add = Array.from({ length: 100_000 }, (_, index) => `C${index}`)
    const pod = {
      spec: { containers: [{ name: 'a', securityContext: { capabilities: { add } } }] },
    }
    const { detail, results } = evaluatePod(pod, baseline)
    expect(results[0]?.findings).toHaveLength(1000)
    expect(detail.split(', ')).toHaveLength(100_000)
  })
})

function replaced(
  value: JsonObject,
  [step, ...rest]: readonly string[],
  replacement: JsonValue | undefined,
): JsonObject {
  if (step === undefined) return value
  const { [step]: child, ...others } = value
  const inner =
    rest.length === 0 ? replacement : replaced((child ?? {}) as JsonObject, rest, replacement)
  return inner === undefined ? others : { ...others, [step]: inner }
}
