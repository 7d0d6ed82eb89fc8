import { declarationsOf } from '#src/core/cel/libraries/functions.ts'
import type { Release } from '#src/core/cel/libraries/release.ts'
import type { GoDeclaration } from './go-cel.ts'

/** The environment's overloads as texts, function by function. */
export function ownDeclarations(release: Release): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...declarationsOf(release)].map(([name, overloads]) => [
      name,
      overloads.map(({ id, style, parameters, result }) =>
        signature(id, style === 'method', parameters, result),
      ),
    ]),
  )
}

/** Kubernetes' overloads as the same texts. */
export function goSignatures(
  declarations: readonly GoDeclaration[],
): ReadonlyMap<string, readonly string[]> {
  const names = [...new Set(declarations.map(({ name }) => name))]
  return new Map(
    names.map((name) => [
      name,
      declarations
        .filter((declaration) => declaration.name === name)
        .map(({ id, member, parameters, result }) => signature(id, member, parameters, result)),
    ]),
  )
}

/** A type parameter's name says nothing: they are A, B, … in the order in which they come. */
function signature(
  id: string,
  isMethod: boolean,
  parameters: readonly string[],
  result: string,
): string {
  const known: string[] = []
  const [last = '', ...others] = [result, ...parameters.toReversed()].map(shortened)
  const texts = [...others.reverse(), last].map((type) =>
    type.replaceAll(/\b[A-Z]\b/g, (name) => {
      if (!known.includes(name)) known.push(name)
      return String.fromCharCode(65 + known.indexOf(name))
    }),
  )
  const kind = isMethod ? 'method' : 'function'
  return `${id}: ${kind} (${texts.slice(0, -1).join(', ')}) ${texts.at(-1)}`
}

/** Types that are declared under a name of their own. */
const longNames = [
  ['google.protobuf.Duration', 'duration'],
  ['google.protobuf.Timestamp', 'timestamp'],
  ['kubernetes.authorization.Authorizer', 'authorizer'],
  ['kubernetes.authorization.Decision', 'decision'],
  ['kubernetes.authorization.GroupCheck', 'group_check'],
  ['kubernetes.authorization.PathCheck', 'path_check'],
  ['kubernetes.authorization.ResourceCheck', 'resource_check'],
  ['kubernetes.NamedFormat', 'format'],
  ['kubernetes.Quantity', 'quantity'],
  ['kubernetes.Semver', 'semver'],
  ['kubernetes.URL', 'url'],
  ['net.CIDR', 'cidr'],
  ['net.IP', 'ip'],
] as const

function shortened(type: string): string {
  return longNames.reduce((text, [long, short]) => text.replaceAll(long, short), type)
}
