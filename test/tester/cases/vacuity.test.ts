import { expect, test } from 'vitest'
import { latestKubernetesVersion, loadPolicies, readYaml } from '#src/core/index.ts'
import { verified } from '#test/support/run-cases.ts'

const policyText = `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: no-secrets}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]}
  matchConditions: [{name: guarded, expression: "!object.metadata.name.startsWith('free')"}]
  validations:
  - {name: word, expression: "!object.metadata.name.contains('secret')", message: no secret names}
  - {expression: "object.metadata.name != 'broken' || object.data.missing == 'x'", message: never}
---
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: lenient}
spec:
  failurePolicy: Ignore
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [secrets]}]}
  validations: [{expression: "object.metadata.labels.team == 'a'", message: team a only}]
---
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: other}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]}
  validations: [{expression: "object.metadata.name != 'secret-of-others'", message: taken}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: elsewhere}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v2], operations: [CREATE], resources: [pods]}]}
  validations: [{expression: "true"}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: elsewhere}
spec: {policyName: elsewhere, validationActions: [Deny]}
`
const { policies, problems: policyProblems } = loadPolicies(
  [{ name: 'policy.yaml', text: policyText }],
  { kubernetesVersion: latestKubernetesVersion },
)

const exemption = `
  context:
  - apiVersion: sallyport.dev/v1alpha1
    kind: PolicyExemption
    metadata: {name: legacy, namespace: sallyport}
    spec:
      policies: [{name: no-secrets}]
      objects: [{names: [secret]}]
      reason: old
      expires: "2030-01-01"
  time: 2026-01-01T00:00:00Z`

function differences(row: string) {
  const text = `apiVersion: sallyport.dev/v1alpha1
kind: PolicyCases
metadata: {name: v}
cases:
- name: a
${row}
`
  const [document] = readYaml({ name: 'cases.yaml', text }).documents
  if (document === undefined) throw new Error('there is no document')
  const { results, problems } = verified(document, policies)
  expect(problems).toEqual([])
  return results.flatMap((result) =>
    result.differences.map(({ code, message }) => ({ code, message })),
  )
}

function configMap(name: string): string {
  return `  object: {apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}}`
}

test('the policies of these tests are sound', () => {
  expect(policyProblems).toEqual([])
})

test.for([
  {
    name: 'a policy that matches',
    row: `${configMap('app')}\n  policy: no-secrets\n  expect: {allowed: true}`,
  },
  {
    name: 'a policy that does not match, as expected',
    row: `${configMap('free')}\n  policy: no-secrets\n  expect: {allowed: true, matched: false}`,
  },
  {
    name: 'any of several policies',
    row: `${configMap('free')}\n  expect: {allowed: true}`,
  },
  {
    name: 'an error that is meant',
    row: `${configMap('broken')}\n  policy: no-secrets\n  expect: {allowed: false, cause: error, message: no such key}`,
  },
  {
    name: 'an error that is let pass, as is meant',
    row: '  object: {apiVersion: v1, kind: Secret, metadata: {name: s}}\n  policy: lenient\n  expect: {allowed: true, cause: error}',
  },
  {
    name: 'all refusals',
    row: `${configMap('secret-of-others')}\n  expect: {allowed: false, refusals: [{policy: other, message: taken}, {policy: no-secrets, validation: word, path: metadata.name}]}`,
  },
])('shows something: $name', ({ row }) => {
  expect(differences(row)).toEqual([])
})

test.for([
  {
    name: 'a condition that is false',
    row: `${configMap('free')}\n  policy: no-secrets\n  expect: {allowed: true}`,
    expected: {
      code: 'not-matched',
      message:
        'policy "no-secrets" did not match, so that the case shows nothing (match condition "guarded" is false); say matched: false where that is meant',
    },
  },
  {
    name: 'a rule that means other requests',
    row: '  object: {apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: []}}\n  policy: elsewhere\n  expect: {allowed: true}',
    expected: {
      code: 'not-matched',
      message:
        'policy "elsewhere" did not match, so that the case shows nothing (its resource rules do not match); say matched: false where that is meant',
    },
  },
  {
    name: 'a rule that means other kinds',
    row: `${configMap('app')}\n  policy: lenient\n  expect: {allowed: true}`,
    expected: {
      code: 'not-matched',
      message:
        'policy "lenient" did not match, so that the case shows nothing (no rule of it means CREATE of ConfigMap); say matched: false where that is meant',
    },
  },
  {
    name: 'a match where none is expected',
    row: `${configMap('app')}\n  policy: no-secrets\n  expect: {allowed: true, matched: false}`,
    expected: {
      code: 'matched',
      message: 'expected that policy "no-secrets" is not for the request, it is',
    },
  },
  {
    name: 'a refusal by another policy',
    row: `${configMap('secret-of-others')}\n  policy: other\n  expect: {allowed: false, message: no secret}`,
    expected: {
      code: 'refusal',
      message:
        'expected a refusal that says "no secret"; it is refused by other: "taken" at metadata.name',
    },
  },
  {
    name: 'a refusal by another policy alone',
    row: `${configMap('secret')}\n  policy: other\n  expect: {allowed: false}`,
    expected: {
      code: 'refusal',
      message:
        'the policy that is meant does not refuse it; it is refused by no-secrets: "no secret names" at metadata.name',
    },
  },
  {
    name: 'a refusal by an error',
    row: `${configMap('broken')}\n  policy: no-secrets\n  expect: {allowed: false}`,
    expected: {
      code: 'refusal',
      message: expect.stringMatching(
        /^it is refused because the policy could not be evaluated; say cause: error where that is meant; it is refused by no-secrets: ".*no such key/,
      ),
    },
  },
  {
    name: 'no error where one is expected',
    row: `${configMap('secret')}\n  policy: no-secrets\n  expect: {allowed: false, cause: error}`,
    expected: {
      code: 'refusal',
      message: expect.stringMatching(/^expected that the policy cannot be evaluated/),
    },
  },
  {
    name: 'an error that is let pass',
    row: '  object: {apiVersion: v1, kind: Secret, metadata: {name: s}}\n  policy: lenient\n  expect: {allowed: true}',
    expected: {
      code: 'ignored-error',
      message: expect.stringMatching(
        /^policy "lenient" could not be evaluated and its failure policy lets that pass: .*no such key.*; say cause: error where that is meant$/,
      ),
    },
  },
  {
    name: 'no error where one is expected to be let pass',
    row: '  object: {apiVersion: v1, kind: Secret, metadata: {name: s, labels: {team: a}}}\n  policy: lenient\n  expect: {allowed: true, cause: error}',
    expected: {
      code: 'ignored-error',
      message: 'expected an error that the failure policy lets pass, there was none',
    },
  },
  {
    name: 'a refusal that nobody expects',
    row: `${configMap('secret-of-others')}\n  expect: {allowed: false, refusals: [{policy: other}]}`,
    expected: {
      code: 'refusal',
      message:
        'there are refusals that are not expected; it is refused by no-secrets: "no secret names" at metadata.name',
    },
  },
  {
    name: 'a refusal that does not come',
    row: `${configMap('secret')}\n  expect: {allowed: false, refusals: [{policy: no-secrets}, {policy: other}]}`,
    expected: { code: 'refusal', message: 'no refusal is as expected here' },
  },
  {
    name: 'an undecodable object',
    row: '  object: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: 1}}\n  expect: {allowed: true}',
    expected: {
      code: 'not-judged',
      message: expect.stringMatching(/^the API server does not take the object: /),
    },
  },
  {
    name: 'an unknown field',
    row: '  object: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, dat: {}}\n  expect: {allowed: true}',
    expected: {
      code: 'not-judged',
      message: 'the API server does not take the object: unknown field "dat"',
    },
  },
  {
    name: 'a kind that does not exist',
    row: '  object: {apiVersion: v1, kind: ConfigMp, metadata: {name: a}}\n  expect: {allowed: true}',
    expected: { code: 'not-judged', message: 'v1 has no kind ConfigMp; did you mean ConfigMap?' },
  },
  {
    name: 'a kind that is gone',
    row: '  object: {apiVersion: extensions/v1beta1, kind: Ingress, metadata: {name: a}}\n  expect: {allowed: true}',
    expected: {
      code: 'not-judged',
      message: 'Ingress of extensions/v1beta1 is not served since Kubernetes 1.22',
    },
  },
])('shows nothing: $name', ({ row, expected }) => {
  expect(differences(row)).toEqual([expected])
})

test.for([
  {
    name: 'an exemption that is expected',
    expected: 'exempted: sallyport/legacy',
    found: [],
  },
  {
    name: 'an exemption that nobody speaks of',
    expected: '',
    found: [
      'exemption sallyport/legacy frees from the policy; say exempted: sallyport/legacy where that is meant',
    ],
  },
  {
    name: 'another exemption',
    expected: 'exempted: sallyport/other',
    found: [
      'expected that exemption sallyport/other frees from the policy, it is sallyport/legacy',
    ],
  },
])('$name', ({ expected, found }) => {
  const row = `${configMap('secret')}${exemption}\n  policy: no-secrets\n  expect: {allowed: true${expected === '' ? '' : `, ${expected}`}}`
  expect(differences(row).map(({ message }) => message)).toEqual(found)
})

test('an exemption that does not come', () => {
  const row = `${configMap('app')}\n  policy: no-secrets\n  expect: {allowed: true, exempted: sallyport/legacy}`
  expect(differences(row).map(({ message }) => message)).toEqual([
    'expected that exemption sallyport/legacy frees from the policy, none frees from it',
  ])
})

test('as it is written, an object may have fields that no API server takes', () => {
  const row =
    '  object: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, dat: {}}\n  raw: true\n  expect: {allowed: true}'
  expect(differences(row)).toEqual([])
})
