const head = (kind: string, name: string) => `apiVersion: sallyport.dev/v1alpha1
kind: ${kind}
metadata:
  name: ${name}
spec:
  matchConstraints:
`

/** A rule of ours for the creation of Deployments; `match`: more constraints, `spec`: the rest. */
export function rule(kind: string, name: string, spec: string, match = ''): string {
  return `${head(kind, name)}${match}    resourceRules:
      - { apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }
${spec}`
}

/** One that refuses whatever it matches. */
export function refusal(name: string, match: string): string {
  return `${head('ValidatingRule', name)}${match}
  validations: [{ expression: 'false' }]
`
}

/** Two validations, a variable and a message that is made. */
export function replicasLimit(actions: string): string {
  return rule(
    'ValidatingRule',
    'replicas-limit',
    `  params:
    max: 5
  variables:
    - name: limit
      expression: "namespaceObject.metadata.labels.env == 'prod' ? 50 : params.max"
  validations:
    - name: few-replicas
      expression: object.spec.replicas <= variables.limit && has(object.metadata.labels)
      messageExpression: "'no more than ' + string(variables.limit) + ' replicas'"
    - name: pinned-images
      expression: >-
        object.spec.template.spec.containers.all(c,
          !c.image.endsWith(':latest'))
      message: images name a version
  validationActions: [${actions}]
`,
  )
}

/** Params from ConfigMaps, one of which must be there. */
export const limitsByParams = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: limits
spec:
  paramKind: { apiVersion: v1, kind: ConfigMap }
  matchConstraints:
    resourceRules:
      - { apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }
  validations:
    - expression: object.spec.replicas <= int(params.data.max)
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: strict
spec:
  policyName: limits
  validationActions: [Deny]
  paramRef: { name: shop-limits, parameterNotFoundAction: Deny }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: lax
spec:
  policyName: limits
  validationActions: [Deny]
  paramRef: { name: more-limits, parameterNotFoundAction: Allow }
`

/** A level for the Pods of workloads. */
export const restrictedPods = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata:
  name: restricted-pods
spec:
  podTemplates: true
  podSecurity: { level: restricted, version: v1.37 }
  matchConstraints:
    resourceRules:
      - { apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }
`

/** Two that change the object; the first is run again after the second. */
export const sidecarAndLabels = [
  rule(
    'MutatingRule',
    'a-sidecar',
    `  reinvocationPolicy: IfNeeded
  mutations:
    - patchType: JSONPatch
      jsonPatch:
        expression: >-
          object.metadata.?annotations['proxy'] == optional.of('no') ? [] : [
          JSONPatch{op: 'add', path: '/metadata/annotations', value: {'proxy': has(object.metadata.labels.team) ? 'no' : 'yes'}}]
`,
  ),
  rule(
    'MutatingRule',
    'b-labels',
    `  mutations:
    - patchType: ApplyConfiguration
      applyConfiguration:
        expression: "Object{metadata: Object.metadata{labels: {'team': namespaceObject.metadata.labels.team}}}"
`,
  ),
].join('---\n')

/** An exemption that counts, and one that did. */
export const exemptions = `apiVersion: sallyport.dev/v1alpha1
kind: PolicyExemption
metadata: { name: sale, namespace: sallyport }
spec:
  policies: [{ name: replicas-limit, validations: [few-replicas] }]
  namespaces: [shop]
  expires: "2026-12-31"
  reason: summer sale
  requestedBy: jane
---
apiVersion: sallyport.dev/v1alpha1
kind: PolicyExemption
metadata: { name: old, namespace: sallyport }
spec:
  policies: [{ name: replicas-limit }]
  namespaces: [shop]
  expires: "2025-12-31"
  reason: old times
`

/** A Deployment of two containers. */
export function deployment(replicas: number, image = 'shop/web:1.4'): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels: { app: web }
spec:
  replicas: ${replicas}
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: log
          image: shop/log:2.0
        - name: web
          image: ${image}
`
}

/** A Pod that may do what it likes. */
export const privilegedPod = `apiVersion: v1
kind: Pod
metadata:
  name: probe
  namespace: shop
spec:
  hostNetwork: true
  containers:
    - name: probe
      image: shop/probe:1
`

/** The labels of its namespace hold it to a level. */
export const podSecurityConfiguration = `apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults: { enforce: baseline }
`

export const shop = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: { env: dev, team: web }
`
