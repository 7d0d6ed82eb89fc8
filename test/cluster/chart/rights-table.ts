import { parse } from 'yaml'

interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly verbs: readonly string[]
}

/** A table of what a rendered role lets do, with the reasons that stand above its rules. */
export function rightsTable(role: string): string {
  const [, rules = ''] = role.split(/^rules:$/m)
  const rows = rules
    .split(/^(?= {2}#)/m)
    .filter((part) => part.includes('apiGroups'))
    .map(rowOf)
  return ['| what | verbs | why |', '|---|---|---|', ...rows].join('\n')
}

function rowOf(part: string): string {
  const lines = part.split('\n')
  const reason = lines.filter((line) => line.startsWith('  #')).map((line) => line.slice(4).trim())
  const [rule] = parse(lines.filter((line) => !line.startsWith('  #')).join('\n')) as Rule[]
  return `| ${rule === undefined ? '' : whatOf(rule)} | ${rule?.verbs.join(', ')} | ${reason.join(' ')} |`
}

function whatOf({ apiGroups, resources, resourceNames = [] }: Rule): string {
  const isCore = apiGroups.every((group) => group === '')
  return [
    quoted(resources),
    ...(isCore ? [] : [`of ${quoted(apiGroups.map((group) => (group === '' ? 'v1' : group)))}`]),
    ...(resourceNames.length === 0 ? [] : [`named ${quoted(resourceNames)}`]),
  ].join(' ')
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}
