import { writeFiles } from '#test/support/temporary-folder.ts'
import type { AdmissionCase } from '../admission-case.ts'
import { withCreatableNames } from '../creatable-names.ts'
import { lacksRequiredField } from '../exclusions.ts'
import type { JudgedRow } from '../judged-rows.ts'

/** Rows with the same policies and context, which one run of a command judges. */
export interface Run {
  readonly rows: readonly [JudgedRow, ...JudgedRow[]]
  /** The name of its folder, below the one where the command works. */
  readonly folder: string
}

/** The rows by their policies and context, and by what else keeps them apart. */
export function runsOf(
  rows: readonly JudgedRow[],
  apart: (row: JudgedRow) => readonly unknown[],
): readonly Run[] {
  const groups = new Map<string, [JudgedRow, ...JudgedRow[]]>()
  for (const row of rows) {
    const { policies, bindings, params, namespaces } = row.given
    const key = JSON.stringify([policies, bindings, params, namespaces, ...apart(row)])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups.values()].map((group, index) => ({ rows: group, folder: `run-${index}` }))
}

/** Whether the policies keep the command from judging: they would never have come into a cluster. */
export function isUnloadable({ given, reference }: JudgedRow): boolean {
  return lacksRequiredField(given) || (reference?.compileErrors ?? []).length > 0
}

/** Writes what the rows have in common, and answers the flags that name it. */
export async function writeSurroundings(
  { rows, folder }: Run,
  cwd: string,
): Promise<readonly string[]> {
  const [{ given }] = rows
  const { policies, bindings = [], params = [], namespaces = [] } = withCreatableNames(given).given
  await writeFiles(cwd, {
    [`${folder}/policies.yaml`]: documents([...policies, ...bindings]),
    [`${folder}/context.yaml`]: documents([...namespaces, ...params]),
  })
  const context =
    namespaces.length + params.length === 0 ? [] : ['--context', `${folder}/context.yaml`]
  return ['--policies', `${folder}/policies.yaml`, ...context, '--kubernetes-version', '1.36']
}

function documents(objects: NonNullable<AdmissionCase['params']>): string {
  return objects.map((object) => JSON.stringify(object)).join('\n---\n')
}
