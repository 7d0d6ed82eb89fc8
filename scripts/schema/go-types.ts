import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** A field as Go's encoder and decoder see it; test/cluster/go-types prints it. */
export interface GoField {
  readonly name: string
  readonly goType: string
  readonly pointer?: boolean
  readonly omitEmpty?: boolean
  readonly omitZero?: boolean
  readonly embedded?: string
}

/** By the name of the type's OpenAPI schema. */
export type GoTypes = Readonly<Record<string, readonly GoField[]>>

const module = join(import.meta.dirname, '..', '..', 'test', 'cluster')

/** Needs Go, and some seconds; with an empty cache a minute. */
export function readGoTypes(): GoTypes {
  // the flags of test/cluster/build.sh: what it has compiled is not compiled again
  const flags = ['CGO_ENABLED=0', 'GOFLAGS=-mod=readonly -buildvcs=false -trimpath']
  const output = execFileSync('env', [...flags, 'go', 'run', './go-types'], {
    cwd: module,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return JSON.parse(output)
}
