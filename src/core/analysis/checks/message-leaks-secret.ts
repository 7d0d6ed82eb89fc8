import { print } from '../../cel/print.ts'
import { listed } from '../../matching/resource-rules.ts'
import type { CompiledExpression, CompiledPolicy } from '../../policy/compile-policy.ts'
import type { Problem } from '../../source/problem.ts'
import type { Check, CheckContext } from '../check.ts'
import { namesResource } from '../offers/covers.ts'
import type { Situation } from '../offers/situation.ts'
import { expressionWarning } from '../reading/expression-warning.ts'
import { leakIn } from '../reading/leaks.ts'
import { scopeIn } from '../reading/read-policy.ts'

/** A message or an audit annotation that a Secret's values get into: both are read by others, and kept in logs. */
export const messageLeaksSecret: Check = {
  code: 'message-leaks-secret',
  title: 'a message holds what a Secret holds',
  check: (context) => {
    const situations = situationsOf(context)
    return spoken(context.compiled).flatMap((expression) => leakOf(expression, situations, context))
  },
}

/** A rule with a wildcard means Secrets as well. */
function situationsOf({ compiled, offered, readings }: CheckContext): readonly Situation[] {
  const secrets = offered.find(({ kind }) => isSecretKind(kind))
  if (secrets === undefined) return []
  const rules = compiled.policy.match.resourceRules ?? []
  const isMatched =
    rules.length === 0 ||
    rules.some((rule) => namesResource(rule, secrets) && listed(rule.operations, 'UPDATE'))
  const update: Situation = {
    operation: 'UPDATE',
    offered: secrets,
    kind: secrets.kind,
    workload: undefined,
  }
  return [
    ...(isMatched ? [update] : []),
    ...readings
      .map(({ situation }) => situation)
      .filter(({ kind }) => isSecretKind(kind) || readsSecretParams(compiled)),
  ]
}

function isSecretKind(kind: Situation['kind']): boolean {
  return kind?.origin === 'built-in' && kind.struct.name === 'core.v1.Secret'
}

function readsSecretParams({ policy: { paramKind } }: CompiledPolicy): boolean {
  return paramKind?.apiVersion === 'v1' && paramKind.kind === 'Secret'
}

function spoken({ validations, auditAnnotations }: CompiledPolicy): readonly CompiledExpression[] {
  return [
    ...validations.flatMap(({ messageExpression }) => messageExpression ?? []),
    ...auditAnnotations.map(({ value }) => value),
  ]
}

function leakOf(
  expression: CompiledExpression,
  situations: readonly Situation[],
  { compiled, kinds }: CheckContext,
): readonly Problem[] {
  if (expression.kind !== 'program') return []
  for (const situation of situations) {
    const node = leakIn(expression.program.ast(), scopeIn(compiled, situation, kinds))
    if (node === undefined) continue
    return [
      expressionWarning(expression.text, node, {
        code: messageLeaksSecret.code,
        message: `${print(node)} puts what a Secret holds into a text that others read and logs keep`,
        expected: 'names of keys, or no more than that something is wrong',
        remedy: 'say which key is meant, not what it holds',
      }),
    ]
  }
  return []
}
