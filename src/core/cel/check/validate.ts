import { isAtLeast } from '../../kubernetes/version.ts'
import { compilePattern } from '../../source/regular-expression.ts'
import { allNodes, childNodes } from '../all-nodes.ts'
import type { CallNode, Expression, ListNode, MapNode } from '../ast.ts'
import { convertConstant } from '../convert-constant.ts'
import type { Environment } from '../environment.ts'
import { literalValue } from '../plan/plan-literal.ts'
import { CelError } from '../value.ts'
import { withoutDot } from './check-name.ts'
import type { Checked } from './checked.ts'
import type { CheckProblem } from './checker.ts'
import { formatType } from './print-type.ts'
import { isEquivalentType } from './same-type.ts'
import { dynType, type Type } from './type.ts'
import { invalidFormat } from './validate-format.ts'

/** What validators look at. */
export interface Validation {
  readonly root: Expression
  readonly checked: Checked
  readonly environment: Environment
}

/** What was found, the first hundred kept. */
export interface Found {
  readonly problems: readonly CheckProblem[]
  readonly count: number
}

/**
 * What cel-go's validators say about an expression that type-checks: mixed list and map literals in every release, and
 * from 1.29 on literals that are no durations, timestamps or regular expressions.
 * https://github.com/google/cel-go/blob/v0.29.2/cel/validator.go
 */
export function validate(validation: Validation): Found {
  const looks = hasLiteralChecks(validation.environment) ? [...mixed, ...literalChecks] : mixed
  const isRight = allNodes(validation.root).every((node) =>
    looks.every((look) => look(node, validation).length === 0),
  )
  return isRight ? nothing : allProblems(validation)
}

/** Only whoever finds something needs to know where and how often. */
function allProblems(validation: Validation): Found {
  const isLater = hasLiteralChecks(validation.environment)
  const exempt = isLater ? 'format' : undefined
  return join([
    ...mixed.map((look) => lookEverywhere(validation, look, exempt)),
    ...(isLater ? literalChecks : []).map((look) => lookEverywhere(validation, look, undefined)),
  ])
}

type Look = (node: Expression, validation: Validation) => readonly CheckProblem[]

const mixed: readonly Look[] = [ifList(mixedElements), ifMap(mixedEntries)]

/** In Kubernetes' order. */
const literalChecks: readonly Look[] = [
  ifCall('duration', invalidConversion),
  ifCall('timestamp', invalidConversion),
  ifCall('matches', invalidPattern),
  ifCall('format', (node, { checked }) => invalidFormat(node, checked)),
]

/** https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/cel/environment/base.go */
function hasLiteralChecks({ kubernetesVersion, expressions }: Environment): boolean {
  return isAtLeast(kubernetesVersion, expressions === 'new' ? '1.30' : '1.29')
}

/**
 * All problems below the root, inner ones first; below a node that an expansion mentions twice, twice; none in calls of
 * the exempt function.
 */
function lookEverywhere(validation: Validation, look: Look, exempt: string | undefined): Found {
  const known = new Map<Expression, Found>()
  const below = (node: Expression): Found => {
    const earlier = known.get(node)
    if (earlier !== undefined) return earlier
    const isExempt = node.kind === 'call' && node.function === exempt
    const problems = look(node, validation)
    const found = isExempt
      ? nothing
      : join([...childNodes(node).map(below), { problems, count: problems.length }])
    known.set(node, found)
    return found
  }
  return below(validation.root)
}

const nothing: Found = { problems: [], count: 0 }

function join(parts: readonly Found[]): Found {
  const found = parts.filter(({ count }) => count > 0)
  const [first] = found
  if (found.length < 2) return first ?? nothing
  return {
    problems: found.flatMap(({ problems }) => problems).slice(0, 100),
    count: found.reduce((sum, { count }) => sum + count, 0),
  }
}

function ifList(look: (node: ListNode, validation: Validation) => readonly CheckProblem[]): Look {
  return (node, validation) => (node.kind === 'list' ? look(node, validation) : [])
}

function ifMap(look: (node: MapNode, validation: Validation) => readonly CheckProblem[]): Look {
  return (node, validation) => (node.kind === 'map' ? look(node, validation) : [])
}

function ifCall(
  name: string,
  look: (node: CallNode, validation: Validation) => readonly CheckProblem[],
): Look {
  return (node, validation) =>
    node.kind === 'call' && withoutDot(node.function) === name ? look(node, validation) : []
}

/** The first element that is of another type than the one before all. */
function mixedElements({ elements }: ListNode, { checked }: Validation): readonly CheckProblem[] {
  const members = elements.map(({ value, optional }) => ({
    node: value,
    type: memberType(value, optional, checked),
  }))
  const [first, ...others] = members.slice(members.findIndex(hasType))
  const mixed = others.find(({ type }) => first && !isEquivalentType(first.type, type))
  return first && mixed ? [mismatch(mixed.node, first.type, mixed.type)] : []
}

function mixedEntries({ entries }: MapNode, { checked }: Validation): readonly CheckProblem[] {
  const [first, ...others] = entries.map(({ key, value, optional }) => ({
    key,
    value,
    keyType: memberType(key, false, checked),
    valueType: memberType(value, optional, checked),
  }))
  if (first === undefined) return []
  return others.flatMap(({ key, value, keyType, valueType }) => [
    ...(isEquivalentType(first.keyType, keyType) ? [] : [mismatch(key, first.keyType, keyType)]),
    ...(isEquivalentType(first.valueType, valueType)
      ? []
      : [mismatch(value, first.valueType, valueType)]),
  ])
}

/** The member's type, an optional one's that of what it holds. */
function memberType(node: Expression, optional: boolean, { types }: Checked): Type {
  const type = types.get(node) ?? dynType
  return optional ? (type.parameters[0] ?? dynType) : type
}

function mismatch(node: Expression, expected: Type, found: Type): CheckProblem {
  const message = `expected type '${formatType(expected)}' but found '${formatType(found)}'`
  return { offset: node.at, message }
}

function invalidConversion(node: CallNode, { checked }: Validation): readonly CheckProblem[] {
  const [argument] = node.arguments
  if (argument?.kind !== 'literal') return []
  const value = convertConstant(node, literalValue(argument.literal), checked)
  if (!(value instanceof CelError)) return []
  return [{ offset: argument.at, message: `invalid ${withoutDot(node.function)} argument` }]
}

function invalidPattern(node: CallNode): readonly CheckProblem[] {
  const [pattern] = node.arguments
  if (pattern?.kind !== 'literal' || pattern.literal.type !== 'string') return []
  if (compilePattern(pattern.literal.value).kind === 'pattern') return []
  return [{ offset: pattern.at, message: 'invalid matches argument' }]
}

/** Whether it has a type at all, as a field that `JSONPatch` has not does not. */
function hasType({ type }: { readonly type: Type }): boolean {
  return type.kind !== 'unspecified'
}
