import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** The version in package.json, which the package finds by its own name: in the sources as in the bundle. */
export async function sallyportVersion(): Promise<string> {
  const packageJson = createRequire(import.meta.url).resolve('sallyport/package.json')
  const text = await readFile(packageJson, 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
