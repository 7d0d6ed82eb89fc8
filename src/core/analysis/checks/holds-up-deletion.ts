import { print } from '../../cel/print.ts'
import { listed } from '../../matching/resource-rules.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import { problemAt } from '../../policy/problem-at.ts'
import type { Problem } from '../../source/problem.ts'
import type { Check, CheckContext } from '../check.ts'
import type { Situation } from '../offers/situation.ts'
import { expressionWarning } from '../reading/expression-warning.ts'
import type { ImpossibleRead } from '../reading/read-policy.ts'
import { isWrittenOut } from './constant.ts'

/**
 * What would keep something from being deleted: an expression that fails on each DELETE, a rule about finalizers that does
 * not ask whether the object is going, a policy about everything that has no way out for what is.
 */
export const holdsUpDeletion: Check = {
  code: 'holds-up-deletion',
  title: 'a policy would hold up deletion',
  check: (context) =>
    mayRefuse(context.compiled)
      ? [...failing(context), ...refused(context), ...finalizers(context), ...everything(context)]
      : [],
}

/** Whether a read that fails on DELETE refuses it. */
export function holdsUp(
  compiled: CompiledPolicy,
  { operation }: Situation,
  { name }: ImpossibleRead,
): boolean {
  return operation === 'DELETE' && name === 'object' && mayRefuse(compiled)
}

function mayRefuse({ policy, bindings }: CompiledPolicy): boolean {
  const denies =
    bindings.length === 0 ||
    bindings.some(({ validationActions }) => validationActions.includes('Deny'))
  return policy.door === 'validate' && policy.failurePolicy === 'Fail' && denies
}

function failing({ compiled, readings }: CheckContext): readonly Problem[] {
  const found = new Map<string, ImpossibleRead>()
  for (const { situation, impossible } of readings) {
    for (const read of impossible) {
      if (!holdsUp(compiled, situation, read)) continue
      const id = JSON.stringify(read.expression.place.path)
      if (!found.has(id)) found.set(id, read)
    }
  }
  return [...found.values()].map(({ expression, node }) =>
    expressionWarning(expression, node, {
      code: holdsUpDeletion.code,
      message: `object is null on DELETE: ${print(node)} fails, and failurePolicy Fail refuses every deletion`,
      expected: 'object != null, or oldObject',
      remedy: 'take DELETE out of the rules, read oldObject, or ask for object != null first',
    }),
  )
}

/** Only where something else passes: who refuses all, means it. */
function refused({ compiled, readings }: CheckContext): readonly Problem[] {
  return compiled.validations.flatMap(({ expression }) => {
    if (expression.kind !== 'program' || isWrittenOut(expression.program.ast())) return []
    const truths = readings.flatMap(({ situation, truths }) => {
      const truth = truths.get(expression.text)
      return truth === undefined ? [] : [{ truth, isDeletion: situation.operation === 'DELETE' }]
    })
    const deletions = truths.filter(({ isDeletion }) => isDeletion)
    const isRefused = deletions.length > 0 && deletions.every(({ truth }) => !truth.mayBeTrue)
    if (!isRefused || truths.every(({ truth }) => !truth.mayBeTrue)) return []
    return [
      expressionWarning(expression.text, expression.program.ast(), {
        code: holdsUpDeletion.code,
        message: 'this is never true on DELETE: it refuses every deletion',
        remedy: "take DELETE out of the rules, or let it pass: request.operation == 'DELETE' || …",
      }),
    ]
  })
}

function finalizers({ compiled, readings }: CheckContext): readonly Problem[] {
  if (asksForDeletion(compiled)) return []
  const read = readings
    .filter(({ situation }) => situation.operation === 'UPDATE')
    .flatMap(({ mentioned }) => mentioned)
    .find(
      ({ field, part, place }) =>
        field === 'finalizers' &&
        part === 'validation' &&
        place.origins.some(({ at }) => at.length === 1 && at[0] === 'metadata'),
    )
  if (read === undefined) return []
  return [
    expressionWarning(read.expression, read.node, {
      code: holdsUpDeletion.code,
      message:
        'an object that is being deleted goes when its finalizers have been removed, and this may refuse to remove them',
      expected: 'a test of metadata.deletionTimestamp',
      remedy: 'let pass what is going: has(object.metadata.deletionTimestamp) || …',
    }),
  ]
}

/** Everything of every group, with no condition, selector or exclusion. */
function everything({ compiled }: CheckContext): readonly Problem[] {
  const { match, matchConditions, place } = compiled.policy
  const isNarrow =
    matchConditions.length > 0 ||
    (match.excludeResourceRules ?? []).length > 0 ||
    [match, ...compiled.bindings.map((binding) => binding.match ?? {})].some(
      ({ namespaceSelector, objectSelector }) => namespaceSelector ?? objectSelector,
    )
  if (isNarrow || asksForDeletion(compiled)) return []
  const index = (match.resourceRules ?? []).findIndex(
    ({ apiGroups, resources, operations }) =>
      apiGroups.includes('*') &&
      resources.some((pattern) => pattern === '*' || pattern === '*/*') &&
      (listed(operations, 'DELETE') || listed(operations, 'UPDATE')),
  )
  if (index === -1) return []
  return [
    problemAt(place.document, ['spec', 'matchConstraints', 'resourceRules', index], {
      code: holdsUpDeletion.code,
      severity: 'warning',
      message:
        'this matches all that controllers write, also to remove finalizers and to empty a namespace that is terminating',
      expected: 'a way out for what is being deleted',
      remedy:
        'name the resources, or add a match condition such as !has(object.metadata.deletionTimestamp)',
    }),
  ]
}

/** Told by the text: `namespaceObject` has a deletion timestamp as well. */
function asksForDeletion({ policy }: CompiledPolicy): boolean {
  return [
    ...policy.matchConditions.map(({ expression }) => expression),
    ...policy.variables.map(({ expression }) => expression),
    ...policy.validations.map(({ expression }) => expression),
  ].some(({ text }) => text.includes('deletionTimestamp'))
}
