import type { Shape } from '../shape.ts'

/** What fields mean that have one meaning wherever they stand in a spec; for editors. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['policyName', 'The policy that is put into force.'],
  ['matchConstraints', 'Which requests the policy is for; all that is given must hold.'],
  ['matchResources', 'Which of these requests are meant here; all that is given must hold.'],
  ['resourceRules', 'Requests that are meant: one of the rules must hold.'],
  ['excludeResourceRules', 'Requests that are left out; these rules go first.'],
  ['apiGroups', 'API groups; "" is the core group, * any.'],
  ['apiVersions', 'Versions of the API; * is any.'],
  [
    'resources',
    'Resources, as pods, pods/status, pods/* or */scale; * is any without a sub-resource.',
  ],
  ['resourceNames', 'Names of objects; without any all are meant.'],
  ['scope', 'Whether objects inside or outside of namespaces are meant; * is both.'],
  ['matchPolicy', 'Whether the same resource of other groups and versions is meant as well.'],
  ['namespaceSelector', 'Selects by the labels of the namespace.'],
  ['objectSelector', 'Selects by the labels of the object, or of the old one.'],
  ['expression', 'A CEL expression.'],
  ['matchConditions', 'CEL expressions that must all be true.'],
  ['variables', 'CEL expressions that others read as variables.NAME.'],
  ['failurePolicy', 'What becomes of a request when an expression fails: Fail refuses it.'],
  ['paramKind', 'The kind of the objects that expressions read as params.'],
  ['paramRef', 'The objects that expressions read as params, by name or by labels.'],
  ['parameterNotFoundAction', 'What becomes of a request when there are no such objects.'],
  ['params', 'What expressions read as params, where no paramRef is given.'],
  ['validations', 'What must hold.'],
  ['messageExpression', 'A CEL expression that makes the message; it goes before message.'],
  ['reason', 'The reason of the refusal, which decides its HTTP code.'],
  ['auditAnnotations', 'What is written into the audit log.'],
  ['validationActions', 'What follows when something does not hold.'],
  ['mutations', 'What is changed, one after the other.'],
  ['applyConfiguration', 'The fields to set, as Object{…}.'],
  ['jsonPatch', 'The operations, as a list of JSONPatch{…}.'],
  ['reinvocationPolicy', 'Whether the policy may run again after others changed the object.'],
  ['podTemplates', 'Whether the Pods that workloads describe are judged as Pods.'],
  ['exemptible', 'Whether a PolicyExemption may free from the policy; true without it.'],
  ['podSecurity', 'A level of the Pod Security Standards that Pods are held to.'],
  ['level', 'privileged, baseline or restricted.'],
  ['version', 'The Kubernetes version whose level is meant, as v1.30; without it the newest.'],
  ['control', 'The id of a control, such as hostPorts.'],
  ['images', 'Images of containers; globs.'],
  ['containers', 'Names of containers; globs.'],
  ['values', 'Values that may be found.'],
  ['exclude', 'Controls that do not count, or not for these images, containers or values.'],
  ['enforceFrom', 'The date from which the rule refuses; until then it warns and audits.'],
  ['lookups', 'Other objects, which expressions read as lookups.NAME.'],
])

/** The shape with the meanings of its fields, where they have none of their own. */
export function described(shape: Shape): Shape {
  switch (shape.type) {
    case 'list':
    case 'map':
      return { ...shape, of: described(shape.of) }
    case 'object': {
      const fields = Object.entries(shape.fields).map(([name, field]) => [
        name,
        withMeaning(described(field), meanings.get(name)),
      ])
      return { ...shape, fields: Object.fromEntries(fields) }
    }
    default:
      return shape
  }
}

function withMeaning(shape: Shape, description: string | undefined): Shape {
  return description === undefined || shape.description !== undefined
    ? shape
    : { ...shape, description }
}
