import { splitApiVersion } from '../../kubernetes/group-version.ts'

/** A group and a version; both empty where nothing is written, undefined where there is more than one slash. */
export function parsedGroupVersion(
  apiVersion: string,
): { readonly group: string; readonly version: string } | undefined {
  if (apiVersion === '/') return { group: '', version: '' }
  const parsed = splitApiVersion(apiVersion)
  return parsed.version.includes('/') ? undefined : parsed
}
