/** Refuses an image that ends with :latest, and says which container has it. */
export const noLatest = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata:
  name: no-latest
spec:
  podTemplates: true
  matchConstraints:
    resourceRules:
      - { apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }
  validations:
    - expression: object.spec.containers.all(c, !c.image.endsWith(':latest'))
      message: images must name a version
`

/** Warns of an object without the label team. */
export const wantsTeam = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata:
  name: wants-team
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps] }
  validations:
    - expression: has(object.metadata.labels) && 'team' in object.metadata.labels
      message: say whose it is
  validationActions: [Warn]
`

/** Puts a side-car before the other containers. */
export const addsSidecar = `apiVersion: sallyport.dev/v1alpha1
kind: MutatingRule
metadata:
  name: adds-sidecar
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }
  mutations:
    - patchType: JSONPatch
      jsonPatch:
        expression: >-
          [JSONPatch{op: "add", path: "/spec/containers/0", value: Object.spec.containers{name: "side", image: "side:1"}}]
`

/** Judges only in namespaces with the label guarded: "yes". */
export const guardedOnly = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata:
  name: guarded-only
spec:
  matchConstraints:
    namespaceSelector: { matchLabels: { guarded: "yes" } }
    resourceRules:
      - { apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [secrets] }
  validations:
    - expression: "false"
      message: no secrets here
`
