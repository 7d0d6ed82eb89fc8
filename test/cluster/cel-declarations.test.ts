import { beforeAll, describe, expect, test } from 'vitest'
import type { Release } from '#src/core/cel/libraries/release.ts'
import {
  type KubernetesVersion,
  kubernetesVersions,
  latestKubernetesVersion,
} from '#src/core/index.ts'
import { type GoDeclarations, goDeclarations } from './cel/go-cel.ts'
import { goSignatures, ownDeclarations } from './cel/own-declarations.ts'

/** What a release has because of the cel-go that it is made with; the tool is made with that of the last release. */
const ofTheBinary: readonly string[] = [
  'duration',
  'first',
  'jsonpatch.escapeKey',
  'last',
  'optional.unwrap',
  'unwrapOpt',
]

let ofKubernetes: readonly GoDeclarations[]

beforeAll(() => {
  ofKubernetes = goDeclarations()
}, 300_000)

/** A stored expression has what its release knows, a new one what the release before knew. */
const environments = kubernetesVersions.flatMap((kubernetesVersion, index) => {
  const before = kubernetesVersions[index - 1]
  return [false, true].flatMap((mutation) => [
    { kubernetesVersion, expressions: 'stored', mutation, like: kubernetesVersion } as const,
    ...(before === undefined
      ? []
      : [{ kubernetesVersion, expressions: 'new', mutation, like: before } as const]),
  ])
})

describe.for(environments)(
  '$expressions expressions of $kubernetesVersion, mutations: $mutation',
  ({ like, ...release }) => {
    test('have the functions and operators of Kubernetes, in its order', () => {
      const [own, theirs] = [ownDeclarations(release), declaredIn(like, release)]
      const names = [...new Set([...own.keys(), ...theirs.keys()])].filter(
        (name) => like === latestKubernetesVersion || !ofTheBinary.includes(name),
      )
      const pick = (table: ReadonlyMap<string, readonly string[]>) =>
        Object.fromEntries(names.map((name) => [name, table.get(name)]))
      expect(names.length).toBeGreaterThan(90)
      expect(pick(own)).toEqual(pick(theirs))
    })
  },
)

/** The tool knows what is stored in its own release; in older ones that is what they have for new expressions. */
function declaredIn(
  version: KubernetesVersion,
  { mutation }: Release,
): ReadonlyMap<string, readonly string[]> {
  const found = ofKubernetes.find(
    (one) =>
      one.mutation === mutation &&
      (version === latestKubernetesVersion ? one.stored : one.version === version),
  )
  return goSignatures(found?.overloads ?? [])
}
