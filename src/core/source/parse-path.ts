import type { Path } from './path.ts'

const name = '[A-Za-z_][A-Za-z0-9_-]*'
const text = String.raw`"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"`
const bracket = String.raw`\[(?:\d{1,9}|${text})\]`
const whole = new RegExp(`^(?:${name}|${bracket})(?:\\.${name}|${bracket})*$`)
const step = new RegExp(`\\[(\\d+|${text})\\]|${name}`, 'g')

/** The path that `printPath` prints so; undefined where the text is none. */
export function parsePath(path: string): Path | undefined {
  if (!whole.test(path)) return undefined
  return [...path.matchAll(step)].map(([plain, quoted]) =>
    quoted === undefined ? plain : (JSON.parse(quoted) as string | number),
  )
}
