import { builtInKind } from '../../schema/schema.ts'
import type { StagedKind } from '../surroundings.ts'
import { customResource } from './custom-resource.ts'
import { strategies } from './strategies.ts'
import type { Strategy } from './strategy.ts'

/** How the API server prepares objects of that kind. */
export function strategyOf(kind: StagedKind): Strategy {
  if (!isBuiltIn(kind)) return customResource(kind)
  const found = strategies.find((one) => one.group === kind.group && one.kind === kind.kind)
  return found ?? { group: kind.group, kind: kind.kind }
}

function isBuiltIn({ group, version, kind }: StagedKind): boolean {
  return builtInKind(group === '' ? version : `${group}/${version}`, kind) !== undefined
}
