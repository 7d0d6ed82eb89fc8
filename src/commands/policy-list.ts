import type { Library, LibraryPolicy } from '../tester/library/read-library.ts'

type Bundle = Library['bundles'][number]

/** A line for each policy: where it stands, how grave it is, what it asks for; in a bundle, what it does. */
export function listLines(
  policies: readonly LibraryPolicy[],
  bundle: Bundle | undefined,
): readonly string[] {
  const rows = policies.map((policy) => [
    `${policy.family}/${policy.name}`,
    policy.severity,
    ...(bundle === undefined ? [] : [actionsIn(policy, bundle)]),
    policy.title,
  ])
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** How many there are, and which bundles. */
export function listNote(policies: readonly LibraryPolicy[], { bundles }: Library): string {
  const families = new Set(policies.map(({ family }) => family)).size
  const names = bundles.map(({ name }) => name).join(', ')
  return `${policies.length} policies in ${families} families; bundles: ${names}`
}

/** The same for programs. */
export function listJson(policies: readonly LibraryPolicy[]): string {
  const items = policies.map(({ document: _, ...said }) => said)
  return `${JSON.stringify({ policies: items }, null, 2)}\n`
}

/** What the bundle, or else the policy itself, does where it does not hold; a mutating one changes objects. */
function actionsIn(policy: LibraryPolicy, bundle: Bundle): string {
  if (policy.kind === 'MutatingRule') return 'changes'
  const path = `${policy.family}/${policy.name}`
  const member = bundle.members.find((one) => one.policy === path)
  const actions = member?.amendment.validationActions ?? policy.validationActions
  return actions.join(', ')
}
