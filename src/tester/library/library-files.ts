import { join } from 'node:path'
import { bundlesFolder, type LibraryBundle, type LibraryPolicy } from './read-library.ts'

/** The files of a policy, below the folder of its library. */
export function filesOfPolicy({
  family,
  name,
}: Pick<LibraryPolicy, 'family' | 'name'>): readonly string[] {
  return ['policy.yaml', 'cases.yaml'].map((file) => join(family, name, file))
}

/** The file of a bundle, below the folder of its library. */
export function fileOfBundle({ name }: Pick<LibraryBundle, 'name'>): string {
  return join(bundlesFolder, `${name}.yaml`)
}
