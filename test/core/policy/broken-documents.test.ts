import { expect, test } from 'vitest'
import { policySetMaker } from '#src/core/policy/policy-set.ts'
import type { Problem } from '#src/core/source/problem.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'

const pods = '{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}'
const match = `matchConstraints: {resourceRules: [${pods}]}`
const valid = 'validations: [{expression: "true"}]'
const patch = `mutations: [{patchType: JSONPatch, jsonPatch: {expression: "[JSONPatch{op: 'remove', path: '/a'}]"}}]`

const kubernetes = 'admissionregistration.k8s.io/v1'
const ours = 'sallyport.dev/v1alpha1'

/** The spec begins in line 5, in column 3; the metadata is line 3. */
function documentOf(apiVersion: string, kind: string) {
  return (spec: string, metadata = 'name: p') =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {${metadata}}\nspec:\n  ${spec.replaceAll('\n', '\n  ')}\n`
}

const vap = documentOf(kubernetes, 'ValidatingAdmissionPolicy')
const map = documentOf(kubernetes, 'MutatingAdmissionPolicy')
const vapb = documentOf(kubernetes, 'ValidatingAdmissionPolicyBinding')
const mapb = documentOf(kubernetes, 'MutatingAdmissionPolicyBinding')
const rule = documentOf(ours, 'ValidatingRule')
const mrule = documentOf(ours, 'MutatingRule')

function many(count: number, field: string, rest: string): string {
  return Array.from({ length: count }, (_, at) => `{${field}: c${at}, ${rest}}`).join(', ')
}

/** The field with line and column, the text or how it begins, and what to do. */
type Told = readonly [
  code: string,
  at: string,
  message: string,
  remedy: string,
  severity?: Problem['severity'],
]

interface Row {
  readonly name: string
  readonly text: string
  readonly problems: readonly Told[]
}

test.for(
  ['ValidatingRule', 'MutatingRule', 'NamespacedValidatingRule', 'PolicyExemption'].flatMap(
    (kind) =>
      [
        '',
        'metadata: {name: a}',
        'metadata: {name: a, namespace: b}\nspec:',
        'metadata:\nspec: {}',
        'spec: {validations: [{expression: 1 +}]}',
      ].map((rest) => ({ kind, rest })),
  ),
)('$kind with nothing but $rest is an error', ({ kind, rest }) => {
  const text = `apiVersion: ${ours}\nkind: ${kind}\n${rest}\n`
  const { documents } = readYaml({ name: 'p.yaml', text })
  const { policySet, problems } = policySetMaker('1.37')(documents)
  expect(problems.some(({ severity }) => severity === 'error')).toBe(true)
  expect(policySet.policies).toEqual([])
})

test.for([
  { name: 'a variable without a name', spec: 'variables: [{expression: "1"}]' },
  {
    name: 'half an exclusion, where Pods are judged',
    spec: 'podSecurity: {level: baseline}\nmatchResources: {excludeResourceRules: [{operations: ["*"], apiGroups: null}]}',
  },
])('$name is an error, and nothing breaks', ({ spec }) => {
  const text = rule(`${match}\nvalidations: [{expression: variables.a == 1}]\n${spec}`)
  const { documents } = readYaml({ name: 'p.yaml', text })
  const { problems } = policySetMaker('1.37')(documents)
  expect(problems.map(({ code }) => code)).toContain('required-field')
})

test.for<Row>([
  {
    name: 'a kind that is misspelt',
    text: documentOf(kubernetes, 'ValidatingAdmissionPolcy')(`${match}\n${valid}`),
    problems: [
      [
        'not-a-policy',
        'kind 2:7',
        'a policy document is expected, found admissionregistration.k8s.io/v1 ValidatingAdmissionPolcy',
        'did you mean "ValidatingAdmissionPolicy"?',
      ],
    ],
  },
  {
    name: 'a version that does not exist',
    text: documentOf('sallyport.dev/v1', 'ValidatingRule')(`${match}\n${valid}`),
    problems: [
      [
        'not-a-policy',
        'kind 2:7',
        'a policy document is expected, found sallyport.dev/v1 ValidatingRule',
        'write apiVersion: sallyport.dev/v1alpha1',
      ],
    ],
  },
  {
    name: 'an unknown field',
    text: vap(`${match}\n${valid}\nfailurePolcy: Fail`),
    problems: [
      [
        'unknown-field',
        'spec.failurePolcy 7:3',
        'unknown field "spec.failurePolcy"',
        'did you mean "failurePolicy"?',
      ],
    ],
  },
  {
    name: 'a wrong type',
    text: vap(`${match}\nvalidations: {expression: "true"}`),
    problems: [
      [
        'wrong-type',
        'spec.validations 6:16',
        'expected a list, found a mapping (json: cannot unmarshal object into Go struct field ValidatingAdmis …',
        'give it a list',
      ],
    ],
  },
  {
    name: 'a number as a text',
    text: vap(`${match}\n${valid}`, 'name: p, labels: {a: 1}'),
    problems: [
      [
        'wrong-type',
        'metadata.labels.a 3:33',
        'expected a string, found the number 1 (json: cannot unmarshal number into Go struct field ObjectMeta …',
        'put the value in quotes',
      ],
    ],
  },
  {
    name: 'a time that is none',
    text: vap(`${match}\n${valid}`, 'name: p, creationTimestamp: today'),
    problems: [
      [
        'wrong-type',
        'metadata.creationTimestamp 3:40',
        'expected a time such as 2026-01-31T12:00:00Z, found the string "today" (parsing time "today" as "200 …',
        'give it a time such as 2026-01-31T12:00:00Z',
      ],
    ],
  },
  {
    name: 'no name',
    text: vap(`${match}\n${valid}`, 'labels: {a: b}'),
    problems: [
      [
        'required-field',
        'metadata.name 3:11',
        'Required value: name or generateName is required',
        'give the document a name',
      ],
    ],
  },
  {
    name: 'a name with capitals',
    text: vap(`${match}\n${valid}`, 'name: Pods'),
    problems: [
      [
        'invalid-value',
        'metadata.name 3:18',
        'Invalid value: "Pods": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric charac …',
        'use small letters, digits, "-" and "."',
      ],
    ],
  },
  {
    name: 'a label with two slashes',
    text: vap(`${match}\n${valid}`, 'name: p, labels: {a/b/c: d}'),
    problems: [
      [
        'invalid-value',
        'metadata.labels 3:37',
        `Invalid value: "a/b/c": a valid label key must consist of alphanumeric characters, '-', '_' or '.', …`,
        'use letters, digits, "-", "_" and ".", behind an optional DNS name and "/"',
      ],
    ],
  },
  {
    name: 'a label value with a space',
    text: vap(`${match}\n${valid}`, 'name: p, labels: {a: b c}'),
    problems: [
      [
        'invalid-value',
        'metadata.labels 3:33',
        `Invalid value: "b c": a valid label must be an empty string or consist of alphanumeric characters, ' …`,
        'use at most 63 letters, digits, "-", "_" and "."',
      ],
    ],
  },
  {
    name: 'an annotation without a name',
    text: vap(`${match}\n${valid}`, 'name: p, annotations: {a/: b}'),
    problems: [
      [
        'invalid-value',
        'metadata.annotations 3:39',
        'Invalid value: "a/": name part must be non-empty',
        'use letters, digits, "-", "_" and ".", behind an optional DNS name and "/"',
      ],
      [
        'invalid-value',
        'metadata.annotations 3:39',
        `Invalid value: "a/": name part must consist of alphanumeric characters, '-', '_' or '.', and must st …`,
        'use letters, digits, "-", "_" and ".", behind an optional DNS name and "/"',
      ],
    ],
  },
  {
    name: 'a finalizer of nothing',
    text: vap(`${match}\n${valid}`, 'name: p, finalizers: [""]'),
    problems: [
      [
        'invalid-value',
        'metadata.finalizers 3:34',
        'Invalid value: "": name part must be non-empty',
        'use letters, digits, "-", "_" and ".", behind an optional DNS name and "/"',
      ],
      [
        'invalid-value',
        'metadata.finalizers 3:34',
        `Invalid value: "": name part must consist of alphanumeric characters, '-', '_' or '.', and must star …`,
        'use letters, digits, "-", "_" and ".", behind an optional DNS name and "/"',
      ],
    ],
  },
  {
    name: 'an owner without uid',
    text: vap(
      `${match}\n${valid}`,
      'name: p, ownerReferences: [{apiVersion: v1, kind: A, name: a}]',
    ),
    problems: [
      [
        'required-field',
        'metadata.ownerReferences[0].uid 3:39',
        'Required value: must not be empty',
        'name the owner in full',
      ],
    ],
  },
  {
    name: 'a failure policy that is none',
    text: vap(`${match}\n${valid}\nfailurePolicy: Failed`),
    problems: [
      [
        'unsupported-value',
        'spec.failurePolicy 7:18',
        'Unsupported value: "Failed": supported values: "Fail", "Ignore"',
        'use one of "Fail", "Ignore"',
      ],
    ],
  },
  {
    name: 'a reason that no API server gives',
    text: vap(`${match}\nvalidations: [{expression: "true", reason: Unauthorized}]`),
    problems: [
      [
        'unsupported-value',
        'spec.validations[0].reason 6:46',
        'Unsupported value: "Unauthorized": supported values: "Forbidden", "Invalid", "RequestEntityTooLarge"',
        'use one of "Forbidden", "Invalid", "RequestEntityTooLarge"',
      ],
    ],
  },
  {
    name: 'a paramKind without version',
    text: vap(`${match}\n${valid}\nparamKind: {apiVersion: example.com/, kind: A}`),
    problems: [
      [
        'invalid-value',
        'spec.paramKind.apiVersion 7:27',
        'Invalid value: "example.com/": version must be specified',
        'write the apiVersion of the params as their manifests have it',
      ],
    ],
  },
  {
    name: 'a paramKind with two slashes',
    text: vap(`${match}\n${valid}\nparamKind: {apiVersion: a/b/c, kind: A}`),
    problems: [
      [
        'invalid-value',
        'spec.paramKind.apiVersion 7:27',
        'Invalid value: "a/b/c": unexpected GroupVersion string: a/b/c',
        'write the apiVersion of the params as their manifests have it',
      ],
    ],
  },
  {
    name: 'a paramKind of a group with capitals',
    text: vap(`${match}\n${valid}\nparamKind: {apiVersion: Example.com/v1, kind: A}`),
    problems: [
      [
        'invalid-value',
        'spec.paramKind.apiVersion 7:27',
        'Invalid value: "Example.com": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric …',
        'write the apiVersion of the params as their manifests have it',
      ],
    ],
  },
  {
    name: 'a paramKind whose kind starts with a digit',
    text: vap(`${match}\n${valid}\nparamKind: {apiVersion: v1, kind: 1A}`),
    problems: [
      [
        'invalid-value',
        'spec.paramKind.kind 7:37',
        'Invalid value: "1A": may have mixed case, but should otherwise match: a DNS-1035 label must consist …',
        'write the kind of the params, such as ConfigMap',
      ],
    ],
  },
  {
    name: 'an empty paramKind',
    text: vap(`${match}\n${valid}\nparamKind: {}`),
    problems: [
      [
        'required-field',
        'spec.paramKind.apiVersion 7:14',
        'Required value',
        'write the apiVersion of the params as their manifests have it',
      ],
      [
        'required-field',
        'spec.paramKind.kind 7:14',
        'Required value',
        'write the kind of the params, such as ConfigMap',
      ],
    ],
  },
  {
    name: 'no matchConstraints',
    text: vap(`${valid}`),
    problems: [
      [
        'required-field',
        'spec.matchConstraints 5:3',
        'Required value',
        'say what the policy is about',
      ],
    ],
  },
  {
    name: 'no resource rules',
    text: vap(`matchConstraints: {matchPolicy: Exact}\n${valid}`),
    problems: [
      [
        'required-field',
        'spec.matchConstraints.resourceRules 5:21',
        'Required value',
        'name the resources and operations that the policy is about',
      ],
    ],
  },
  {
    name: 'a rule of nothing',
    text: vap(`matchConstraints: {resourceRules: [{}]}\n${valid}`),
    problems: [
      [
        'required-field',
        'spec.matchConstraints.resourceRules[0].operations 5:38',
        'Required value',
        'name the operations, or "*" for all',
      ],
      [
        'required-field',
        'spec.matchConstraints.resourceRules[0].apiGroups 5:38',
        'Required value',
        'name the API groups, or "*" for all',
      ],
      [
        'required-field',
        'spec.matchConstraints.resourceRules[0].apiVersions 5:38',
        'Required value',
        'name the API versions, or "*" for all',
      ],
      [
        'required-field',
        'spec.matchConstraints.resourceRules[0].resources 5:38',
        'Required value',
        'name the resources, such as "pods"',
      ],
    ],
  },
  {
    name: 'a wildcard beside groups',
    text: vap(
      `matchConstraints: {resourceRules: [{apiGroups: ["*", apps], apiVersions: ["*", v1], operations: ["*", CREATE], resources: [pods]}]}\n${valid}`,
    ),
    problems: [
      [
        'invalid-value',
        'spec.matchConstraints.resourceRules[0].operations 5:99',
        `Invalid value: ["*","CREATE"]: if '*' is present, must not specify other operations`,
        'keep "*" alone, or name what is meant',
      ],
      [
        'invalid-value',
        'spec.matchConstraints.resourceRules[0].apiGroups 5:50',
        `Invalid value: ["*","apps"]: if '*' is present, must not specify other API groups`,
        'keep "*" alone, or name what is meant',
      ],
      [
        'invalid-value',
        'spec.matchConstraints.resourceRules[0].apiVersions 5:76',
        `Invalid value: ["*","v1"]: if '*' is present, must not specify other API versions`,
        'keep "*" alone, or name what is meant',
      ],
    ],
  },
  {
    name: 'an operation that is none',
    text: vap(
      `matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [create], resources: [pods]}]}\n${valid}`,
    ),
    problems: [
      [
        'unsupported-value',
        'spec.matchConstraints.resourceRules[0].operations[0] 5:88',
        'Unsupported value: "create": supported values: "*", "CONNECT", "CREATE", "DELETE", "UPDATE"',
        'did you mean "CREATE"?',
      ],
    ],
  },
  {
    name: 'an empty version and resource',
    text: vap(
      `matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [""], operations: [CREATE], resources: [""]}]}\n${valid}`,
    ),
    problems: [
      [
        'required-field',
        'spec.matchConstraints.resourceRules[0].apiVersions[0] 5:70',
        'Required value',
        'name the version, such as "v1"',
      ],
      [
        'required-field',
        'spec.matchConstraints.resourceRules[0].resources[0] 5:109',
        'Required value',
        'name a resource',
      ],
    ],
  },
  {
    name: 'resources that a wildcard covers',
    text: vap(
      `matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods/*, pods/log, "*/scale", jobs/scale]}]}\n${valid}`,
    ),
    problems: [
      [
        'invalid-value',
        'spec.matchConstraints.resourceRules[0].resources[1] 5:117',
        `Invalid value: "pods/log": if 'pods/*' is present, must not specify pods/log`,
        'remove it: "pods/*" means it already',
      ],
      [
        'invalid-value',
        'spec.matchConstraints.resourceRules[0].resources[3] 5:138',
        `Invalid value: "jobs/scale": if '*/scale' is present, must not specify jobs/scale`,
        'remove it: "*/scale" means it already',
      ],
    ],
  },
  {
    name: 'everything beside something',
    text: vap(
      `matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: ["*/*", pods/log]}]}\n${valid}`,
    ),
    problems: [
      [
        'invalid-value',
        'spec.matchConstraints.resourceRules[0].resources 5:108',
        `Invalid value: ["*/*","pods/log"]: if '*/*' is present, must not specify other resources`,
        'keep the wildcard alone, or name what is meant',
      ],
    ],
  },
  {
    name: 'all resources beside one',
    text: vap(
      `matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: ["*", pods]}]}\n${valid}`,
    ),
    problems: [
      [
        'invalid-value',
        'spec.matchConstraints.resourceRules[0].resources 5:108',
        `Invalid value: ["*","pods"]: if '*' is present, must not specify other resources without subresource …`,
        'keep the wildcard alone, or name what is meant',
      ],
    ],
  },
  {
    name: 'a scope that is none',
    text: vap(
      `matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods], scope: Namespace}]}\n${valid}`,
    ),
    problems: [
      [
        'unsupported-value',
        'spec.matchConstraints.resourceRules[0].scope 5:123',
        'Unsupported value: "Namespace": supported values: "*", "Cluster", "Namespaced"',
        'did you mean "Namespaced"?',
      ],
    ],
  },
  {
    name: 'resource names twice, and none',
    text: vap(
      `matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods], resourceNames: [a, a, b/c, ..]}]}\n${valid}`,
    ),
    problems: [
      [
        'invalid-value',
        'spec.matchConstraints.resourceRules[0].resourceNames[2] 5:138',
        `Invalid value: "b/c": may not contain '/'`,
        'write the name of an object, as it stands in its metadata',
      ],
      [
        'invalid-value',
        'spec.matchConstraints.resourceRules[0].resourceNames[3] 5:143',
        `Invalid value: "..": may not be '..'`,
        'write the name of an object, as it stands in its metadata',
      ],
      [
        'duplicate-value',
        'spec.matchConstraints.resourceRules[0].resourceNames[1] 5:135',
        'Duplicate value: "a"',
        'remove one of the two',
      ],
    ],
  },
  {
    name: 'a match policy that is none',
    text: vap(`matchConstraints: {matchPolicy: exact, resourceRules: [${pods}]}\n${valid}`),
    problems: [
      [
        'unsupported-value',
        'spec.matchConstraints.matchPolicy 5:35',
        'Unsupported value: "exact": supported values: "Equivalent", "Exact"',
        'did you mean "Exact"?',
      ],
    ],
  },
  {
    name: 'a selector with an operator of nobody',
    text: vap(
      `matchConstraints: {resourceRules: [${pods}], objectSelector: {matchExpressions: [{key: a, operator: in, values: [b]}]}}\n${valid}`,
    ),
    problems: [
      [
        'invalid-value',
        'spec.matchConstraints.objectSelector.matchExpressions[0].operator 5:173',
        'Invalid value: "in": not a valid selector operator',
        'did you mean In?',
      ],
    ],
  },
  {
    name: 'a selector In without values',
    text: vap(
      `matchConstraints: {resourceRules: [${pods}], objectSelector: {matchExpressions: [{key: a, operator: In}]}}\n${valid}`,
    ),
    problems: [
      [
        'required-field',
        'spec.matchConstraints.objectSelector.matchExpressions[0].values 5:154',
        `Required value: must be specified when \`operator\` is 'In' or 'NotIn'`,
        'list the values',
      ],
    ],
  },
  {
    name: 'a selector Exists with values',
    text: vap(
      `matchConstraints: {resourceRules: [${pods}], objectSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}}\n${valid}`,
    ),
    problems: [
      [
        'forbidden-field',
        'spec.matchConstraints.objectSelector.matchExpressions[0].values 5:189',
        `Forbidden: may not be specified when \`operator\` is 'Exists' or 'DoesNotExist'`,
        'remove values',
      ],
    ],
  },
  {
    name: 'a selector whose label is none',
    text: vap(
      `matchConstraints: {resourceRules: [${pods}], namespaceSelector: {matchLabels: {-a: b, c: -d}}}\n${valid}`,
    ),
    problems: [
      [
        'invalid-value',
        'spec.matchConstraints.namespaceSelector.matchLabels 5:156',
        `Invalid value: "-a": name part must consist of alphanumeric characters, '-', '_' or '.', and must st …`,
        'use letters, digits, "-", "_" and ".", behind an optional DNS name and "/"',
      ],
      [
        'invalid-value',
        'spec.matchConstraints.namespaceSelector.matchLabels 5:162',
        `Invalid value: "-d": a valid label must be an empty string or consist of alphanumeric characters, '- …`,
        'use at most 63 letters, digits, "-", "_" and "."',
      ],
    ],
  },
  {
    name: 'a match condition without name and expression',
    text: vap(`${match}\n${valid}\nmatchConditions: [{name: "", expression: " "}]`),
    problems: [
      [
        'required-field',
        'spec.matchConditions[0].expression 7:44',
        'Required value',
        'write the expression',
      ],
      [
        'required-field',
        'spec.matchConditions[0].name 7:28',
        'Required value',
        'give the condition a name',
      ],
    ],
  },
  {
    name: 'match conditions of one name',
    text: vap(
      `${match}\n${valid}\nmatchConditions: [{name: a, expression: "true"}, {name: a, expression: "true"}]`,
    ),
    problems: [
      [
        'duplicate-value',
        'spec.matchConditions[1].name 7:59',
        'Duplicate value: "a"',
        'remove one of the two',
      ],
    ],
  },
  {
    name: 'too many match conditions',
    text: vap(`${match}\n${valid}\nmatchConditions: [${many(65, 'name', "expression: 'true'")}]`),
    problems: [
      [
        'too-many',
        'spec.matchConditions 7:20',
        'Too many: 65: must have at most 64 items',
        'join conditions with &&',
      ],
    ],
  },
  {
    name: 'a match condition that reads variables',
    text: vap(
      `${match}\n${valid}\nvariables: [{name: a, expression: "true"}]\nmatchConditions: [{name: a, expression: variables.a}]`,
    ),
    problems: [
      [
        'expression',
        'spec.matchConditions[0].expression 8:43',
        `undeclared reference to 'variables' (in container '')`,
        'there are no variables here: write out what is meant',
      ],
    ],
  },
  {
    name: 'a variable that is a word of the language',
    text: vap(`${match}\n${valid}\nvariables: [{name: namespace, expression: "1"}]`),
    problems: [
      [
        'invalid-value',
        'spec.variables[0].name 7:22',
        'Invalid value: "namespace": must be a valid CEL identifier',
        'rename the variable and the places that read it',
      ],
    ],
  },
  {
    name: 'a variable without anything',
    text: vap(`${match}\n${valid}\nvariables: [{}]`),
    problems: [
      [
        'required-field',
        'spec.variables[0].name 7:15',
        'Required value: name is not specified',
        'give the variable a name',
      ],
      [
        'required-field',
        'spec.variables[0].expression 7:15',
        'Required value: expression is not specified',
        'write the expression',
      ],
    ],
  },
  {
    name: 'a variable twice',
    text: vap(
      `${match}\n${valid}\nvariables: [{name: a, expression: "1"}, {name: a, expression: "2"}]`,
    ),
    problems: [
      [
        'duplicate-value',
        'spec.variables[1].name 7:50',
        'Duplicate value: "a": only the last variable of that name is ever read',
        'remove one of the two',
        'warning',
      ],
    ],
  },
  {
    name: 'a variable twice in a rule',
    text: rule(
      `${match}\n${valid}\nvariables: [{name: a, expression: "1"}, {name: a, expression: "2"}]`,
    ),
    problems: [
      [
        'duplicate-value',
        'spec.variables[1].name 7:50',
        'Duplicate value: "a"',
        'remove one of the two',
      ],
    ],
  },
  {
    name: 'nothing to say',
    text: vap(`${match}`),
    problems: [
      [
        'required-field',
        'spec.validations 5:3',
        'Required value: validations or auditAnnotations must contain at least one item',
        'add a validation',
      ],
      [
        'required-field',
        'spec.auditAnnotations 5:3',
        'Required value: validations or auditAnnotations must contain at least one item',
        'add a validation',
      ],
    ],
  },
  {
    name: 'nothing to say in a rule',
    text: rule(`${match}`),
    problems: [
      [
        'required-field',
        'spec.validations 5:3',
        'Required value: validations or auditAnnotations must contain at least one item',
        'add a validation, or podSecurity',
      ],
      [
        'required-field',
        'spec.auditAnnotations 5:3',
        'Required value: validations or auditAnnotations must contain at least one item',
        'add a validation, or podSecurity',
      ],
    ],
  },
  {
    name: 'an empty expression',
    text: vap(`${match}\nvalidations: [{expression: ""}]`),
    problems: [
      [
        'required-field',
        'spec.validations[0].expression 6:30',
        'Required value: expression is not specified',
        'write the expression',
      ],
    ],
  },
  {
    name: 'a blank message',
    text: vap(
      `${match}\nvalidations: [{expression: "true", message: " ", messageExpression: " "}]`,
    ),
    problems: [
      [
        'invalid-value',
        'spec.validations[0].messageExpression 6:71',
        'Invalid value: " ": must be non-empty if specified',
        'write something, or remove the field',
      ],
      [
        'invalid-value',
        'spec.validations[0].message 6:47',
        'Invalid value: " ": must be non-empty if specified',
        'write something, or remove the field',
      ],
    ],
  },
  {
    name: 'a message of two lines',
    text: vap(`${match}\nvalidations: [{expression: "true", message: "a\\nb"}]`),
    problems: [
      [
        'invalid-value',
        'spec.validations[0].message 6:47',
        'Invalid value: "a\\nb": must not contain line breaks',
        'write it on one line; >- in YAML joins lines',
      ],
    ],
  },
  {
    name: 'several errors in an expression',
    text: vap(`${match}\nvalidations: [{expression: nope && nada}]`),
    problems: [
      [
        'expression',
        'spec.validations[0].expression 6:30',
        `undeclared reference to 'nope' (in container '')`,
        'correct the name, or declare a variable of that name',
      ],
      [
        'expression',
        'spec.validations[0].expression 6:38',
        `undeclared reference to 'nada' (in container '')`,
        'correct the name, or declare a variable of that name',
      ],
    ],
  },
  {
    name: 'an expression of a wrong type',
    text: vap(`${match}\nvalidations: [{expression: object.spec.x}]`),
    problems: [
      [
        'expression',
        'spec.validations[0].expression 6:41',
        'must evaluate to bool but got dyn',
        'compare it with a value, such as == true',
      ],
    ],
  },
  {
    name: 'errors beside broken expressions',
    text: vap(`${match}\nvalidations: [{expression: nope, message: " "}]`),
    problems: [
      [
        'invalid-value',
        'spec.validations[0].message 6:45',
        'Invalid value: " ": must be non-empty if specified',
        'write something, or remove the field',
      ],
      [
        'expression',
        'spec.validations[0].expression 6:30',
        `undeclared reference to 'nope' (in container '')`,
        'correct the name, or declare a variable of that name',
      ],
    ],
  },
  {
    name: 'audit annotations of one key',
    text: vap(
      `${match}\nauditAnnotations: [{key: a, valueExpression: "null"}, {key: a, valueExpression: "null"}]`,
    ),
    problems: [
      [
        'duplicate-value',
        'spec.auditAnnotations[1].key 6:63',
        'Duplicate value: "a"',
        'remove one of the two',
      ],
    ],
  },
  {
    name: 'a key with a slash',
    text: vap(`${match}\nauditAnnotations: [{key: a/b, valueExpression: "null"}]`),
    problems: [
      [
        'invalid-value',
        'spec.auditAnnotations[0].key 6:28',
        `Invalid value: "p/a/b": a valid label key must consist of alphanumeric characters, '-', '_' or '.', …`,
        'use at most 63 letters, digits, "-", "_" and "."',
      ],
    ],
  },
  {
    name: 'a value that says nothing',
    text: vap(`${match}\nauditAnnotations: [{key: a, valueExpression: ""}]`),
    problems: [
      [
        'required-field',
        'spec.auditAnnotations[0].valueExpression 6:48',
        'Required value: valueExpression is not specified',
        'write the expression',
      ],
    ],
  },
  {
    name: 'too many audit annotations',
    text: vap(`${match}\nauditAnnotations: [${many(21, 'key', "valueExpression: 'null'")}]`),
    problems: [
      [
        'invalid-value',
        'spec.auditAnnotations 6:21',
        'Invalid value: [{"Key":"c0","ValueExpression":"null"},{"Key":"c1","ValueExpression":"null"},{"Key":" …',
        'put several values into one annotation',
      ],
    ],
  },
  {
    name: 'a value that is too long',
    text: vap(`${match}\nauditAnnotations: [{key: a, valueExpression: "'${'x'.repeat(5120)}'"}]`),
    problems: [
      [
        'required-field',
        'spec.auditAnnotations[0].valueExpression 6:48',
        'Required value: must not exceed 5120 bytes in length',
        'move parts of it into variables',
      ],
    ],
  },
  {
    name: 'no reinvocation policy',
    text: map(`${match}\n${patch}`),
    problems: [
      ['required-field', 'spec.reinvocationPolicy 5:3', 'Required value', 'say Never or IfNeeded'],
    ],
  },
  {
    name: 'a reinvocation policy that is none',
    text: map(`${match}\n${patch}\nreinvocationPolicy: Always`),
    problems: [
      [
        'unsupported-value',
        'spec.reinvocationPolicy 7:23',
        'Unsupported value: "Always": supported values: "IfNeeded", "Never"',
        'use one of "IfNeeded", "Never"',
      ],
    ],
  },
  {
    name: 'no mutations',
    text: map(`${match}\nmutations: []\nreinvocationPolicy: Never`),
    problems: [
      [
        'required-field',
        'spec.mutations 6:14',
        'Required value: mutations must contain at least one item',
        'add a mutation',
      ],
    ],
  },
  {
    name: 'a mutation of DELETE',
    text: map(
      `matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [DELETE], resources: [pods]}]}\n${patch}\nreinvocationPolicy: Never`,
    ),
    problems: [
      [
        'unsupported-value',
        'spec.matchConstraints.resourceRules.operations 5:88',
        'Unsupported value: "DELETE": supported values: "*", "CONNECT", "CREATE", "UPDATE"',
        'remove it: only what is created, updated or connected to can be changed',
      ],
    ],
  },
  {
    name: 'a mutation without type',
    text: map(`${match}\nmutations: [{jsonPatch: {expression: "[]"}}]\nreinvocationPolicy: Never`),
    problems: [
      [
        'required-field',
        'spec.mutations[0].patchType 6:15',
        'Required value',
        'say ApplyConfiguration or JSONPatch',
      ],
    ],
  },
  {
    name: 'a mutation of another type',
    text: map(`${match}\nmutations: [{patchType: MergePatch}]\nreinvocationPolicy: Never`),
    problems: [
      [
        'unsupported-value',
        'spec.mutations[0].patchType 6:27',
        'Unsupported value: "MergePatch": supported values: "ApplyConfiguration", "JSONPatch"',
        'use one of "ApplyConfiguration", "JSONPatch"',
      ],
    ],
  },
  {
    name: 'a mutation with the other field',
    text: map(
      `${match}\nmutations: [{patchType: JSONPatch, applyConfiguration: {expression: 'Object{}'}}]\nreinvocationPolicy: Never`,
    ),
    problems: [
      [
        'required-field',
        'spec.mutations[0].jsonPatch 6:15',
        'Required value: must be specified when patchType is JSONPatch',
        'add jsonPatch.expression, or change patchType',
      ],
      [
        'invalid-value',
        'spec.mutations[0].applyConfiguration 6:58',
        'Invalid value: "{applyConfiguration}": must not be specified when patchType is JSONPatch',
        'remove applyConfiguration, or change patchType',
      ],
    ],
  },
  {
    name: 'a mutation that says nothing',
    text: mrule(`${match}\nmutations: [{patchType: JSONPatch, jsonPatch: {expression: ""}}]`),
    problems: [
      [
        'required-field',
        'spec.mutations[0].jsonPatch.expression 6:62',
        'Required value',
        'write the expression',
      ],
    ],
  },
  {
    name: 'a binding of nothing',
    text: vapb('{}'),
    problems: [
      ['required-field', 'spec.policyName 5:3', 'Required value', 'name the policy'],
      ['required-field', 'spec.validationActions 5:3', 'Required value', 'say Deny, Warn or Audit'],
    ],
  },
  {
    name: 'a binding to a name that is none',
    text: mapb('policyName: Q'),
    problems: [
      [
        'invalid-value',
        'spec.policyName 5:15',
        'Invalid value: "Q": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric character …',
        'use small letters, digits, "-" and "."',
      ],
    ],
  },
  {
    name: 'Deny beside Warn, and an action twice',
    text: vapb('policyName: q\nvalidationActions: [Deny, Warn, Warn]'),
    problems: [
      [
        'duplicate-value',
        'spec.validationActions[2] 6:35',
        'Duplicate value: "Warn"',
        'remove one of the two',
      ],
      [
        'invalid-value',
        'spec.validationActions 6:22',
        'Invalid value: ["Deny","Warn","Warn"]: must not contain both Deny and Warn (repeating the same valid …',
        'keep Deny to refuse, or Warn to let pass with a warning',
      ],
    ],
  },
  {
    name: 'an action that is none',
    text: vapb('policyName: q\nvalidationActions: [deny]'),
    problems: [
      [
        'unsupported-value',
        'spec.validationActions[0] 6:23',
        'Unsupported value: "deny": supported values: "Audit", "Deny", "Warn"',
        'did you mean "Deny"?',
      ],
    ],
  },
  {
    name: 'params by name and selector',
    text: vapb(
      'policyName: q\nvalidationActions: [Deny]\nparamRef: {name: a, selector: {}, parameterNotFoundAction: Deny}',
    ),
    problems: [
      [
        'forbidden-field',
        'spec.paramRef.name 7:20',
        'Forbidden: name and selector are mutually exclusive',
        'name the object, or select objects by their labels',
      ],
      [
        'forbidden-field',
        'spec.paramRef.selector 7:33',
        'Forbidden: name and selector are mutually exclusive',
        'name the object, or select objects by their labels',
      ],
    ],
  },
  {
    name: 'params by nothing',
    text: vapb('policyName: q\nvalidationActions: [Deny]\nparamRef: {namespace: a}'),
    problems: [
      [
        'required-field',
        'spec.paramRef 7:13',
        'Required value: one of name or selector must be specified',
        'name the object, or select objects by their labels',
      ],
      [
        'required-field',
        'spec.paramRef.parameterNotFoundAction 7:13',
        'Required value',
        'say Deny or Allow: what holds where no such object is found',
      ],
    ],
  },
  {
    name: 'params of a name that is a path',
    text: mapb('policyName: q\nparamRef: {name: a/b, parameterNotFoundAction: Maybe}'),
    problems: [
      [
        'invalid-value',
        'spec.paramRef.name 6:20',
        `Invalid value: "a/b": may not contain '/'`,
        'write the name of an object, as it stands in its metadata',
      ],
      [
        'unsupported-value',
        'spec.paramRef.parameterNotFoundAction 6:50',
        'Unsupported value: "Maybe": supported values: "Deny", "Allow"',
        'use one of "Deny", "Allow"',
      ],
    ],
  },
  {
    name: 'params by a selector that is none',
    text: mapb(
      'policyName: q\nparamRef: {selector: {matchLabels: {a: "b c"}}, parameterNotFoundAction: Allow}',
    ),
    problems: [
      [
        'invalid-value',
        'spec.paramRef.selector.matchLabels 6:42',
        `Invalid value: "b c": a valid label must be an empty string or consist of alphanumeric characters, ' …`,
        'use at most 63 letters, digits, "-", "_" and "."',
      ],
    ],
  },
  {
    name: 'a binding of deletions of what is mutated',
    text: mapb(
      'policyName: q\nmatchResources: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [DELETE], resources: [pods]}]}',
    ),
    problems: [
      [
        'unsupported-value',
        'spec.matchResources.resourceRules.operations 6:86',
        'Unsupported value: "DELETE": supported values: "*", "CONNECT", "CREATE", "UPDATE"',
        'remove it: only what is created, updated or connected to can be changed',
      ],
    ],
  },
  {
    name: 'a rule whose params are not said to be needed',
    text: rule(
      `${match}\n${valid}\nparamKind: {apiVersion: v1, kind: ConfigMap}\nparamRef: {name: a}`,
    ),
    problems: [
      [
        'required-field',
        'spec.paramRef.parameterNotFoundAction 8:13',
        'Required value',
        'say Deny or Allow: what holds where no such object is found',
      ],
    ],
  },
])('$name', ({ text, problems }) => {
  const { documents } = readYaml({ name: 'p.yaml', text })
  const found = policySetMaker('1.37')(documents).problems.filter(({ code }) => !alone.has(code))
  expect(found.map(told)).toEqual(
    problems.map(([code, at, message, remedy, severity = 'error']) => ({
      code,
      at,
      message: message.endsWith(' …') ? startingWith(message.slice(0, -2)) : message,
      remedy,
      severity,
      source: 'p.yaml',
    })),
  )
})

function told({ code, path = '', line, column, message, remedy = '', severity, source }: Problem) {
  return { code, at: `${path} ${line}:${column}`, message, remedy, severity, source }
}

function startingWith(text: string): unknown {
  return expect.stringMatching(new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`))
}

/** What is said of a document because it stands here without the other. */
const alone: ReadonlySet<string> = new Set(['policy-without-binding', 'binding-to-nothing'])
