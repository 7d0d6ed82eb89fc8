import { expect, test } from 'vitest'
import { controls } from '#src/core/pod-security/controls.ts'
import { policySetMaker } from '#src/core/policy/policy-set.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'

const pods = 'apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [pods]'

function load(spec: string, rules = `{${pods}}`, kind = 'ValidatingRule') {
  const text = `apiVersion: sallyport.dev/v1alpha1
kind: ${kind}
metadata: {name: r}
spec:
  matchConstraints: {resourceRules: [${rules}]}
${spec.replaceAll(/^/gm, '  ')}
`
  const { documents } = readYaml({ name: 'p.yaml', text })
  const { policySet, problems } = policySetMaker('1.37')(documents)
  return {
    problems,
    names: policySet.policies.flatMap(({ policy }) =>
      policy.broken === undefined ? [policy.name] : [],
    ),
    brief: problems.map(({ code, path = '', line, column, message, remedy = '' }) => ({
      code,
      at: `${path} ${line}:${column}`,
      message,
      remedy,
    })),
  }
}

const exclusion = (text: string, level = 'restricted'): string =>
  `podSecurity:\n  level: ${level}\n  exclude:\n  - ${text}`

interface Row {
  readonly name: string
  readonly spec: string
  readonly code: string
  readonly at: string
  readonly message: string
  readonly remedy: string
}

const withoutItem = 'list something, or remove the field to free the control as a whole'

test.for<Row>([
  {
    name: 'no level',
    spec: 'podSecurity: {version: latest}',
    code: 'required-field',
    at: 'spec.podSecurity.level 6:16',
    message: 'Required value',
    remedy: 'give level a value',
  },
  {
    name: 'a level that is none',
    spec: 'podSecurity: {level: Restricted}',
    code: 'unsupported-value',
    at: 'spec.podSecurity.level 6:24',
    message: 'must be one of privileged, baseline, restricted',
    remedy: 'did you mean "restricted"?',
  },
  {
    name: 'a level like no other',
    spec: 'podSecurity: {level: strict}',
    code: 'unsupported-value',
    at: 'spec.podSecurity.level 6:24',
    message: 'must be one of privileged, baseline, restricted',
    remedy: 'name one of these levels',
  },
  {
    name: 'a level that is a number',
    spec: 'podSecurity: {level: 1}',
    code: 'wrong-type',
    at: 'spec.podSecurity.level 6:24',
    message: 'expected a string, found the number 1',
    remedy: 'put the value in quotes',
  },
  {
    name: 'a version without its v',
    spec: 'podSecurity: {level: baseline, version: "1.30"}',
    code: 'unsupported-value',
    at: 'spec.podSecurity.version 6:43',
    message: 'must be "latest" or "v1.x"',
    remedy: 'did you mean "v1.30"?',
  },
  {
    name: 'an empty version',
    spec: 'podSecurity: {level: baseline, version: ""}',
    code: 'unsupported-value',
    at: 'spec.podSecurity.version 6:43',
    message: 'must be "latest" or "v1.x"',
    remedy: 'name a minor version of Kubernetes, or leave version out for the latest',
  },
  {
    name: 'an unknown field',
    spec: exclusion('{control: hostPorts, image: [a]}'),
    code: 'unknown-field',
    at: 'spec.podSecurity.exclude[0].image 9:28',
    message: 'unknown field "image"',
    remedy: 'did you mean "images"?',
  },
  {
    name: 'an exclusion that is nothing',
    spec: exclusion(''),
    code: 'wrong-type',
    at: 'spec.podSecurity.exclude[0] 9:7',
    message: 'expected a mapping, found null',
    remedy: 'give it a mapping',
  },
  {
    name: 'an exclusion of no control',
    spec: exclusion('{images: [a]}'),
    code: 'required-field',
    at: 'spec.podSecurity.exclude[0].control 9:7',
    message: 'Required value',
    remedy: 'give control a value',
  },
  {
    name: 'an unknown control',
    spec: exclusion('control: runAsNonroot'),
    code: 'unsupported-value',
    at: 'spec.podSecurity.exclude[0].control 9:16',
    message: 'unknown control "runAsNonroot"',
    remedy: 'did you mean "runAsNonRoot"?',
  },
  {
    name: 'a control that restricted replaces',
    spec: exclusion('control: capabilities_baseline'),
    code: 'never-matches',
    at: 'spec.podSecurity.exclude[0].control 9:16',
    message: '"restricted:latest" does not ask for "capabilities_baseline"',
    remedy: 'did you mean "capabilities_restricted"?',
  },
  {
    name: 'a control of a higher level',
    spec: exclusion('control: runAsNonRoot', 'baseline'),
    code: 'never-matches',
    at: 'spec.podSecurity.exclude[0].control 9:16',
    message: '"baseline:latest" does not ask for "runAsNonRoot"',
    remedy: 'remove the exclusion',
  },
  {
    name: 'a control of a later version',
    spec: exclusion('control: runAsUser', 'restricted, version: v1.22').replace(
      'level: restricted, version: v1.22',
      'level: restricted\n  version: v1.22',
    ),
    code: 'never-matches',
    at: 'spec.podSecurity.exclude[0].control 10:16',
    message: '"restricted:v1.22" does not ask for "runAsUser"',
    remedy: 'remove the exclusion',
  },
  {
    name: 'an empty list of images, which would free everything or nothing',
    spec: exclusion('{control: hostPorts, images: []}'),
    code: 'never-matches',
    at: 'spec.podSecurity.exclude[0].images 9:36',
    message: 'a list without items matches nothing',
    remedy: withoutItem,
  },
  {
    name: 'images of which nothing is written',
    spec: exclusion('{control: hostPorts, images: }'),
    code: 'never-matches',
    at: 'spec.podSecurity.exclude[0].images 9:36',
    message: 'a list without items matches nothing',
    remedy: withoutItem,
  },
  {
    name: 'an image with a space in front',
    spec: exclusion('{control: hostPorts, images: [a, " b"]}'),
    code: 'never-matches',
    at: 'spec.podSecurity.exclude[0].images[1] 9:40',
    message: 'no image is empty or has spaces around it',
    remedy: 'write the image as it stands in Pods',
  },
  {
    name: 'a container that no container is called',
    spec: exclusion('{control: hostPorts, containers: [App]}'),
    code: 'never-matches',
    at: 'spec.podSecurity.exclude[0].containers[0] 9:41',
    message: 'no container has such a name',
    remedy: 'use small letters, digits and "-", with * for any text and ? for one character',
  },
  {
    name: 'images of a control that concerns the Pod as a whole',
    spec: exclusion('{control: hostNamespaces, images: [a]}'),
    code: 'never-matches',
    at: 'spec.podSecurity.exclude[0].images 9:41',
    message: '"hostNamespaces" is not about single containers, so that images never match',
    remedy: 'remove the criterion, or name values',
  },
  {
    name: 'containers of a control of volumes',
    spec: exclusion('{control: restrictedVolumes, containers: [a]}'),
    code: 'never-matches',
    at: 'spec.podSecurity.exclude[0].containers 9:48',
    message: '"restrictedVolumes" is not about single containers, so that containers never match',
    remedy: 'remove the criterion, or name values',
  },
  ...[
    { control: 'privileged', value: 'false' },
    { control: 'privileged', value: '"true"' },
    { control: 'privileged', value: 'null' },
    { control: 'hostPorts', value: '"80"' },
    { control: 'hostPorts', value: '0' },
    { control: 'restrictedVolumes', value: 'hostPath' },
    { control: 'capabilities_restricted', value: 'NET_BIND_SERVICE' },
  ].map(({ control, value }) => ({
    name: `${control}: ${value}, which it never finds`,
    spec: exclusion(`{control: ${control}, values: [${value}]}`),
    code: 'never-matches',
    at: `spec.podSecurity.exclude[0].values[0] 9:${28 + control.length}`,
    message: 'the control never forbids this value',
    remedy: 'write a value that is found in Pods, in its type',
  })),
  {
    name: 'a value that a pattern allows',
    spec: 'podSecurity:\n  level: baseline\n  version: v1.0\n  exclude: [{control: seccompProfile_baseline, values: [localhost/a]}]',
    code: 'never-matches',
    at: 'spec.podSecurity.exclude[0].values[0] 9:59',
    message: 'the control never forbids this value',
    remedy: 'write a value that is found in Pods, in its type',
  },
  {
    name: 'podSecurity in a MutatingRule',
    spec: 'podSecurity: {level: baseline}\nmutations:\n- patchType: JSONPatch\n  jsonPatch: {expression: "[]"}',
    code: 'unknown-field',
    at: 'spec.podSecurity 6:3',
    message: 'unknown field "podSecurity"',
    remedy: 'remove it',
  },
])('$name is an error at its place', ({ spec, ...expected }) => {
  const kind = spec.includes('mutations') ? 'MutatingRule' : 'ValidatingRule'
  const { brief, problems, names } = load(spec, undefined, kind)
  const { name: _, ...told } = expected
  expect(brief).toEqual([told])
  expect(problems.map(({ severity, source }) => ({ severity, source }))).toEqual([
    { severity: 'error', source: 'p.yaml' },
  ])
  expect(names).toEqual([])
})

test.for([
  { name: 'a level alone', spec: 'podSecurity: {level: restricted}' },
  { name: 'the lowest level', spec: 'podSecurity: {level: privileged}' },
  { name: 'a version from the future', spec: 'podSecurity: {level: baseline, version: v1.99}' },
  { name: 'no exclusions', spec: 'podSecurity: {level: baseline, version: null, exclude: []}' },
  {
    name: 'beside validations',
    spec: 'podSecurity: {level: baseline}\nvalidations: [{expression: "true"}]',
  },
  { name: 'an absent field', spec: exclusion('{control: runAsNonRoot, values: [null]}') },
  {
    name: 'a list as a value',
    spec: exclusion('{control: capabilities_restricted, values: [[]]}'),
  },
  { name: 'a number', spec: exclusion('{control: runAsUser, values: [0]}') },
  { name: 'a volume', spec: exclusion('{control: restrictedVolumes, values: [{path: /a}]}') },
  {
    name: 'an annotation that names a container',
    spec: exclusion('{control: appArmorProfile, containers: [a-*], values: [unconfined]}'),
  },
])('$name is no problem', ({ spec }) => {
  const { problems, names } = load(spec)
  expect(problems).toEqual([])
  expect(names).toEqual(['r'])
})

test('every control may be excluded at its level', () => {
  const overridden = controls.flatMap(({ versions }) => versions.at(-1)?.overrides ?? [])
  for (const { id, level } of controls) {
    const { problems } = load(exclusion(`control: ${id}`, level))
    expect(problems).toEqual([])
    const above = load(exclusion(`control: ${id}`)).problems.map(({ code }) => code)
    expect(above).toEqual(overridden.includes(id) ? ['never-matches'] : [])
  }
})

test('an unknown level and an unknown control are told together', () => {
  const { brief } = load(exclusion('control: nothing', 'high'))
  expect(brief.map(({ message }) => message)).toEqual([
    'must be one of privileged, baseline, restricted',
    'unknown control "nothing"',
  ])
})

const warning = {
  code: 'never-matches',
  at: 'spec.podSecurity 6:3',
  message: 'podSecurity judges Pods, and the rule can match none',
  remedy: 'add pods to the resources; podTemplates: true judges the Pods of workloads as well',
}

test.for([
  {
    name: 'workloads',
    rules:
      '{apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}',
    warned: true,
  },
  { name: 'the end of Pods', rules: `{${pods.replace('CREATE, UPDATE', 'DELETE')}}`, warned: true },
  { name: 'another version', rules: `{${pods.replace('[v1]', '[v2]')}}`, warned: true },
  {
    name: 'the status of Pods',
    rules: `{${pods.replace('[pods]', '[pods/status]')}}`,
    warned: true,
  },
  { name: 'cluster-wide Pods', rules: `{${pods}, scope: Cluster}`, warned: true },
  { name: 'Pods', rules: `{${pods}}`, warned: false },
  { name: 'changes of Pods', rules: `{${pods.replace('CREATE, ', '')}}`, warned: false },
  {
    name: 'ephemeral containers',
    rules: `{${pods.replace('[pods]', '["pods/ephemeralcontainers"]')}}`,
    warned: false,
  },
  {
    name: 'everything',
    rules:
      '{apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*/*"], scope: "*"}',
    warned: false,
  },
  {
    name: 'one of several',
    rules: `{${pods.replace('[""]', '[x]')}}, {${pods}, scope: Namespaced}`,
    warned: false,
  },
])('a rule for $name: warned $warned', ({ rules, warned }) => {
  const { brief, problems, names } = load(
    'podSecurity: {level: baseline}\npodTemplates: true',
    rules,
  )
  expect(brief).toEqual(warned ? [warning] : [])
  expect(problems.every(({ severity }) => severity === 'warning')).toBe(true)
  expect(names).toEqual(['r'])
})

test.for([
  { name: 'all Pods', extra: '', warned: true },
  { name: 'one Pod', extra: ', resourceNames: [a]', warned: false },
])('a rule that excludes $name: warned $warned', ({ extra, warned }) => {
  const matched = `matchResources: {excludeResourceRules: [{${pods}${extra}}]}`
  expect(load(`podSecurity: {level: baseline}\n${matched}`).brief).toEqual(warned ? [warning] : [])
})
