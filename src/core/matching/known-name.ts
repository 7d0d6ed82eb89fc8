import type { Request } from '../admission/request.ts'
import { nameOf } from '../kubernetes/object.ts'
import { matchesGlob } from '../policy/glob.ts'
import { valueAt } from '../source/json-value.ts'

/** The name of an object, or how it will begin where a name is still to be made. */
export interface KnownName {
  readonly text: string
  readonly isWhole: boolean
}

/** The name of the request's object; with `generateName` its beginning. */
export function knownName({ name, object, oldObject }: Request): KnownName {
  const given = [name, nameOf(object ?? undefined), nameOf(oldObject ?? undefined)]
  const whole = given.find((one) => one !== '')
  if (whole !== undefined) return { text: whole, isWhole: true }
  const beginning = valueAt(object ?? undefined, ['metadata', 'generateName'])
  return { text: typeof beginning === 'string' ? beginning : '', isWhole: false }
}

/** The names of the Pods that controllers make of a workload begin with the name of the workload and a dash. */
export function nameOfPods({ text, isWhole }: KnownName): KnownName {
  return { text: isWhole ? `${text}-` : text, isWhole: false }
}

/** Whether the name fits the glob, whatever will follow where it is not whole. */
export function nameFits({ text, isWhole }: KnownName, glob: string): boolean {
  return (isWhole || glob.endsWith('*')) && matchesGlob(glob, text)
}
