import {
  type Call,
  type CallEstimate,
  type EstimateCall,
  listCost,
  type Operand,
  patternFactor,
  textFactor,
} from './call-estimate.ts'
import { capped, type Estimate, fixed, none, one, product, scaled, sum } from './estimate.ts'
import { stepApart } from './path.ts'

/**
 * Estimates by the function's name, as Kubernetes has them for its own and for some of the language's.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/cost.go
 */
export function kubernetesEstimate(name: string): EstimateCall | undefined {
  return byName.get(name)
}

const constant =
  (cost: bigint): EstimateCall =>
  () => ({ cost: fixed(cost) })

const readsArgument: EstimateCall = ({ arguments: [text], sizeOf }) =>
  text && { cost: scaled(sizeOf(text), textFactor) }

const readsTwice: EstimateCall = ({ arguments: [text], sizeOf }) =>
  text && { cost: scaled(sizeOf(text), 2 * textFactor) }

const copiesArgument: EstimateCall = ({ arguments: [text], sizeOf }) =>
  text && { cost: scaled(sizeOf(text), textFactor), resultSize: sizeOf(text) }

const copiesTarget: EstimateCall = ({ target, sizeOf }) =>
  target && { cost: scaled(sizeOf(target), textFactor), resultSize: sizeOf(target) }

const byName: ReadonlyMap<string, EstimateCall> = new Map([
  ['check', constant(350_000n)],
  ...forAll(
    'serviceAccount path group resource subresource namespace name allowed reason error errored',
    constant(1n),
  ),
  ...forAll('fieldSelector labelSelector', selector),
  ...forAll('isSorted sum max min indexOf lastIndexOf includes', traversal),
  ...forAll('url jsonpatch.escapeKey', copiesArgument),
  ...forAll('lowerAscii upperAscii substring trim', copiesTarget),
  ['replace', replace],
  ['split', split],
  ['join', join],
  ...forAll('find findAll', find),
  ...forAll('cidr isIP isCIDR quantity isQuantity semver isSemver', readsArgument),
  ['ip', (call) => (call.overload === 'cidr_ip' ? { cost: one } : readsArgument(call))],
  ['ip.isCanonical', readsTwice],
  ...forAll(
    'masked prefixLength family isUnspecified isLoopback isLinkLocalMulticast isLinkLocalUnicast isGlobalUnicast',
    constant(1n),
  ),
  ['containsIP', (call) => contains(call, 'cidr_contains_ip_string', none)],
  ['containsCIDR', (call) => contains(call, 'cidr_contains_cidr_string', oneMoreReading())],
  ['validate', validate],
  ['format.named', constant(1n)],
  ...forAll(
    'sign asInteger isInteger asApproximateFloat isGreaterThan isLessThan compareTo add sub major minor patch',
    constant(1n),
  ),
  ...forAll('getScheme getHostname getHost getPort getEscapedPath getQuery', constant(1n)),
  ['_==_', equality],
])

function forAll(names: string, estimate: EstimateCall): readonly [string, EstimateCall][] {
  return names.split(' ').map((name) => [name, estimate])
}

/** A selector is a list of requirements, one for two characters at most, each a struct and a list. */
function selector({ arguments: texts, sizeOf }: Call): CallEstimate | undefined {
  const [text] = texts
  if (text === undefined || texts.length !== 1) return undefined
  const size = sizeOf(text)
  const requirements = scaled(scaled(size, 0.5), 50)
  return { cost: sum(fixed(listCost), scaled(size, textFactor), requirements) }
}

/** One for each element, and what reading it costs where the elements are texts. */
function traversal(call: Call): CallEstimate | undefined {
  const { target, sizeOf } = call
  if (target === undefined) return undefined
  const element = elementOf(target)
  if (element === undefined) return overWhole(call, target)
  const isText = element.type.kind === 'string' || element.type.kind === 'bytes'
  const each = isText ? sum(one, scaled(sizeOf(element), textFactor)) : one
  return { cost: product(sizeOf(target), each) }
}

/** The target has no known elements: it is a text, or `includes` is asked of a dynamic value. */
function overWhole({ overload, sizeOf }: Call, target: Operand): CallEstimate {
  return {
    cost:
      overload === 'list_includes_dyn_dyn' ? sizeOf(target) : scaled(sizeOf(target), textFactor),
  }
}

function replace({
  target,
  arguments: [old, replacement],
  sizeOf,
}: Call): CallEstimate | undefined {
  if (target === undefined || old === undefined || replacement === undefined) return undefined
  const size = sizeOf(target)
  const from = sizeOf(old)
  const to = sizeOf(replacement)
  const longest = replacements(size.max, from.min, to.max <= from.min)
  const shortest = replacements(size.min, from.max, from.max <= to.min)
  const count: Estimate = { min: shortest.count, max: longest.count }
  const kept: Estimate = { min: shortest.kept, max: longest.kept }
  return { cost: scaled(size, 2 * textFactor), resultSize: sum(product(count, to), kept) }
}

/** How often a text of that size has the old one in it, and how much of it stays: an empty one stands around each character. */
function replacements(
  size: bigint,
  old: bigint,
  staysAsLong: boolean,
): { readonly count: bigint; readonly kept: bigint } {
  if (old === 0n) return { count: capped(size + 1n), kept: size }
  if (staysAsLong) return { count: 0n, kept: size }
  return { count: BigInt(Math.ceil(Number(size) / Number(old))), kept: 0n }
}

/** At worst every character is an element; a limit that is written out is the most elements. */
function split({ target, arguments: [, limit], sizeOf }: Call): CallEstimate | undefined {
  if (target === undefined) return undefined
  const size = sizeOf(target)
  const node = limit?.expression
  const written =
    node?.kind === 'literal' && node.literal.type === 'int' ? node.literal.value : undefined
  const max = written === undefined ? size.max : BigInt.asUintN(64, written)
  return { cost: scaled(size, 2 * textFactor), resultSize: { min: 0n, max } }
}

function join({ target, arguments: [separator], sizeOf }: Call): CallEstimate | undefined {
  if (target === undefined) return undefined
  const count = sizeOf(target)
  const element = elementOf(target)
  const texts = element === undefined ? none : product(count, sizeOf(element))
  const between = { min: lessOne(count.min), max: lessOne(count.max) }
  const size = separator === undefined ? texts : sum(texts, product(sizeOf(separator), between))
  return { cost: scaled(size, textFactor), resultSize: size }
}

function lessOne(count: bigint): bigint {
  return count > 0n ? count - 1n : 0n
}

/** A pattern costs something for an empty text as well. */
function find({ target, arguments: [pattern], sizeOf }: Call): CallEstimate | undefined {
  if (target === undefined || pattern === undefined) return undefined
  const size = sizeOf(target)
  const text = scaled(sum(size, one), textFactor)
  return {
    cost: product(text, scaled(sizeOf(pattern), patternFactor)),
    resultSize: { min: 0n, max: size.max },
  }
}

/** An address has 4 or 16 bytes. */
const address: Estimate = { min: 4n, max: 16n }

/** Two addresses are compared; one that is a text is read before. */
function contains(
  { overload, arguments: [other], sizeOf }: Call,
  ofText: string,
  more: Estimate,
): CallEstimate | undefined {
  if (other === undefined) return undefined
  const compared = sum(scaled(sum(address, address), textFactor), more)
  const reading = overload === ofText ? scaled(sizeOf(other), textFactor) : none
  return { cost: sum(compared, reading) }
}

function oneMoreReading(): Estimate {
  return sum(scaled(address, textFactor), one)
}

/** The longest pattern of a named format has 128 characters. */
function validate({ arguments: [text], sizeOf }: Call): CallEstimate | undefined {
  return text && { cost: scaled(scaled(sizeOf(text), textFactor), 128 * patternFactor) }
}

/** Values of Kubernetes' own types, most of which take no time to compare. */
function equality({ arguments: [a, b] }: Call): CallEstimate | undefined {
  if (a === undefined || b === undefined || a.type.name !== b.type.name) return undefined
  switch (a.type.name) {
    case 'kubernetes.NamedFormat':
      return { cost: scaled({ min: 1n, max: 64n }, textFactor) }
    case 'kubernetes.URL':
      return { cost: scaled({ min: 1n, max: b.size?.max ?? 1n }, textFactor) }
    default:
      return equalAtOnce.has(a.type.name) ? { cost: one } : undefined
  }
}

const equalAtOnce: ReadonlySet<string> = new Set([
  'net.IP',
  'net.CIDR',
  'kubernetes.Quantity',
  'kubernetes.Semver',
  'kubernetes.authorization.Authorizer',
  'kubernetes.authorization.PathCheck',
  'kubernetes.authorization.GroupCheck',
  'kubernetes.authorization.ResourceCheck',
  'kubernetes.authorization.Decision',
])

/** What stands for any element: at the path's items where there is a path. */
function elementOf({ type, path }: Operand): Operand | undefined {
  const [element] = type.parameters
  return (
    element && {
      type: element,
      path: path && stepApart(path, '@items'),
      expression: undefined,
      size: undefined,
    }
  )
}
