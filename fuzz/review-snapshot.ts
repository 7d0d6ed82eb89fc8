import { loadPolicies } from '../src/core/engine/load-policies.ts'
import { createSnapshot } from '../src/core/engine/snapshot.ts'
import { must } from './oracle.ts'

const anything = `
  matchConstraints:
    resourceRules:
      - {apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*/*"]}`

/** Policies of every kind of work: a Pod Security level, expressions, both kinds of patches, a match condition, a variable. */
const policies = `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: restricted}
spec:${anything}
  podTemplates: true
  podSecurity: {level: restricted, version: latest}
---
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: expressions}
spec:${anything}
  matchConditions:
    - {name: not-delete, expression: "request.operation != 'DELETE'"}
  variables:
    - {name: labels, expression: "object.metadata.?labels.orValue({})"}
  validations:
    - expression: variables.labels.all(k, k.matches('^[a-z./-]+$') && size(string(variables.labels[k])) < 64)
      messageExpression: "'bad labels ' + string(variables.labels.size())"
    - expression: "!has(oldObject.spec) || oldObject == null || oldObject.spec != object.spec"
---
apiVersion: sallyport.dev/v1alpha1
kind: MutatingRule
metadata: {name: merge}
spec:${anything}
  reinvocationPolicy: IfNeeded
  mutations:
    - patchType: ApplyConfiguration
      applyConfiguration:
        expression: "Object{metadata: Object.metadata{annotations: {'seen': 'yes'}}}"
---
apiVersion: sallyport.dev/v1alpha1
kind: MutatingRule
metadata: {name: patch}
spec:${anything}
  failurePolicy: Ignore
  mutations:
    - patchType: JSONPatch
      jsonPatch:
        expression: |-
          object.metadata.?labels.orValue({}).transformList(k, v,
            JSONPatch{op: 'replace', path: '/metadata/labels/' + jsonpatch.escapeKey(k), value: 'a-' + v})
`

const loaded = loadPolicies([{ name: 'policies.yaml', text: policies }], {
  kubernetesVersion: '1.37',
})
const context = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: a}}
`
const created = createSnapshot({
  policies: loaded.policies,
  podSecurity: loaded.podSecurity,
  context: [{ name: 'context.yaml', text: context }],
})
const errors = [...loaded.problems, ...created.problems].filter(
  ({ severity }) => severity === 'error',
)
must(errors.length === 0, 'the policies of the target are broken', errors)

export const { snapshot } = created
