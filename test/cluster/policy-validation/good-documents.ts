import type { JsonObject } from '#src/core/index.ts'

const selector = {
  matchLabels: { 'example.com/team': 'red', tier: 'web' },
  matchExpressions: [
    { key: 'stage', operator: 'In', values: ['test', 'live'] },
    { key: 'example.com/old', operator: 'DoesNotExist' },
  ],
}

const resourceRules = [
  { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['pods'] },
  {
    apiGroups: ['apps', 'batch'],
    apiVersions: ['v1', 'v2'],
    operations: ['*'],
    resources: ['deployments', 'deployments/scale', 'jobs'],
    resourceNames: ['one', 'two'],
    scope: 'Namespaced',
  },
]

const matchResources = {
  resourceRules,
  excludeResourceRules: [
    { apiGroups: ['*'], apiVersions: ['*'], operations: ['CONNECT'], resources: ['*/*'] },
  ],
  namespaceSelector: selector,
  objectSelector: { matchLabels: { tier: 'web' } },
  matchPolicy: 'Exact',
}

const metadata = {
  name: 'good.example',
  labels: { 'app.kubernetes.io/name': 'good' },
  annotations: { 'example.com/Why': 'to be broken' },
  finalizers: ['example.com/keep', 'orphan'],
  ownerReferences: [
    { apiVersion: 'v1', kind: 'ConfigMap', name: 'one', uid: '1', controller: true },
    { apiVersion: 'apps/v1', kind: 'Deployment', name: 'two', uid: '2', controller: false },
  ],
}

const ofPolicies = {
  paramKind: { apiVersion: 'example.com/v1', kind: 'Limit' },
  matchConstraints: matchResources,
  matchConditions: [
    { name: 'not-ours', expression: '!request.userInfo.groups.exists(g, g == "ours")' },
    { name: 'example.com/big', expression: 'params.big == true' },
  ],
  variables: [
    { name: 'labels', expression: 'object.metadata.labels' },
    { name: 'count', expression: 'size(variables.labels)' },
  ],
  failurePolicy: 'Ignore',
}

const paramRef = { name: 'limits', namespace: 'default', parameterNotFoundAction: 'Deny' }

const apiVersion = 'admissionregistration.k8s.io/v1'

/** One document of each kind, in which every field that may be broken is there. */
export const goodDocuments: readonly JsonObject[] = [
  {
    apiVersion,
    kind: 'ValidatingAdmissionPolicy',
    metadata,
    spec: {
      ...ofPolicies,
      validations: [
        {
          expression: 'variables.count < params.most',
          message: 'too many labels',
          messageExpression: '"more than " + string(params.most)',
          reason: 'Forbidden',
        },
        { expression: 'has(object.spec)' },
      ],
      auditAnnotations: [
        { key: 'labels', valueExpression: 'string(variables.count)' },
        { key: 'Some_key.2', valueExpression: 'null' },
      ],
    },
  },
  {
    apiVersion,
    kind: 'MutatingAdmissionPolicy',
    metadata,
    spec: {
      ...ofPolicies,
      mutations: [
        {
          patchType: 'ApplyConfiguration',
          applyConfiguration: { expression: 'Object{metadata: Object.metadata{name: "a"}}' },
        },
        {
          patchType: 'JSONPatch',
          jsonPatch: { expression: '[JSONPatch{op: "remove", path: "/spec"}]' },
        },
      ],
      reinvocationPolicy: 'IfNeeded',
    },
  },
  {
    apiVersion,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata,
    spec: {
      policyName: 'good.example',
      paramRef,
      matchResources,
      validationActions: ['Deny', 'Audit'],
    },
  },
  {
    apiVersion,
    kind: 'MutatingAdmissionPolicyBinding',
    metadata,
    spec: {
      policyName: 'good.example',
      paramRef: { selector, parameterNotFoundAction: 'Allow' },
      matchResources,
    },
  },
]
