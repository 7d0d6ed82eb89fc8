import type { GroupVersionResource, ParamKind, PolicySet } from '../../core/index.ts'
import type { Selection } from '../list-objects.ts'

/** What policies have to know of a cluster. */
export interface Wanted {
  readonly params: readonly WantedParams[]
  /** What `lookups` name: all objects of each. */
  readonly lookups: readonly GroupVersionResource[]
}

/** Which objects of a kind bindings refer to. */
interface WantedParams {
  readonly paramKind: ParamKind
  readonly selections: readonly Selection[]
}

/** What the policies of a set read beside the request, each once. */
export function wantedBy({ policies }: PolicySet): Wanted {
  const params = new Map<string, { paramKind: ParamKind; selections: Map<string, Selection> }>()
  const lookups = new Map<string, GroupVersionResource>()
  for (const { policy, bindings } of policies) {
    for (const { resource } of policy.lookups) {
      const { group, version } = resource
      lookups.set(`${group}/${version}/${resource.resource}`, resource)
    }
    const { paramKind } = policy
    if (paramKind === undefined) continue
    for (const { paramRef } of bindings) {
      if (paramRef === undefined) continue
      const key = `${paramKind.apiVersion}/${paramKind.kind}`
      const found = params.get(key) ?? { paramKind, selections: new Map() }
      params.set(key, found)
      const selection = selectionOf(paramRef, policy.namespace)
      found.selections.set(JSON.stringify(selection), selection)
    }
  }
  return {
    params: [...params.values()].map(({ paramKind, selections }) => ({
      paramKind,
      selections: fewest([...selections.values()]),
    })),
    lookups: [...lookups.values()],
  }
}

/** A named object is watched alone: it may be one of thousands of ConfigMaps. */
function selectionOf(
  { name = '', namespace = '' }: { readonly name?: string; readonly namespace?: string },
  home: string,
): Selection {
  const within = home === '' ? namespace : home
  return {
    ...(within === '' ? {} : { namespace: within }),
    ...(name === '' ? {} : { fieldSelector: `metadata.name=${name}` }),
  }
}

/** Beyond that a watch of all costs the API server less than one for each. */
const mostSelections = 16

function fewest(selections: readonly Selection[]): readonly Selection[] {
  const hasAll = selections.some(
    ({ namespace, fieldSelector }) => namespace === undefined && fieldSelector === undefined,
  )
  return hasAll || selections.length > mostSelections ? [{}] : selections
}
