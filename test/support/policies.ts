/** Refuses Pods with an image that ends with `:latest`; evaluated for CREATE and UPDATE. */
export const noLatestTag = `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata:
  name: no-latest-tag
spec:
  failurePolicy: Fail
  matchConstraints:
    resourceRules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE, UPDATE]
        resources: [pods]
  validations:
    - expression: object.?spec.?containers.orValue([]).all(c, !c.image.endsWith(':latest'))
      message: images must name a version
  validationActions: [Deny]
`

/** Gives every Pod the label team: shop. */
export const teamLabel = `
apiVersion: sallyport.dev/v1alpha1
kind: MutatingRule
metadata:
  name: team-label
spec:
  failurePolicy: Ignore
  reinvocationPolicy: Never
  matchConstraints:
    resourceRules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
  mutations:
    - patchType: ApplyConfiguration
      applyConfiguration:
        expression: "Object{metadata: Object.metadata{labels: {'team': 'shop'}}}"
`

/** Refuses Pods in namespaces without the label env. */
export const namespaceNeedsEnv = `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata:
  name: namespace-needs-env
spec:
  failurePolicy: Fail
  matchConstraints:
    resourceRules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
  validations:
    - expression: "'env' in namespaceObject.metadata.labels"
      message: the namespace has no label env
  validationActions: [Deny]
`

/** Whoever creates Pods must be allowed three things, of which each is asked when the one before is known. */
export const chainOfChecks = `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata:
  name: chain-of-checks
spec:
  matchConstraints:
    resourceRules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
  variables:
    - name: both
      expression: "authorizer.path('/a').check('get').allowed() ? authorizer.path('/b').check('get').allowed() : false"
  validations:
    - expression: "variables.both ? authorizer.path('/c').check('get').allowed() : false"
`
