import { readFile } from 'node:fs/promises'

/** The version in package.json, which stands two folders up in the sources and in the build. */
export async function sallyportVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
