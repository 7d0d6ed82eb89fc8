import { type ActiveControl, activeControls } from '../pod-security/active-controls.ts'
import type { Check } from '../pod-security/control.ts'
import { type LevelVersion, printLevelVersion } from '../pod-security/level-version.ts'
import type { SourceDocument } from '../source/document.ts'
import { parseJson, printJson } from '../source/json.ts'
import { fieldOf, isArray, isObject, type JsonValue, valueAt } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import type { Problem } from '../source/problem.ts'
import { matchesGlob } from './glob.ts'
import { problemAt } from './problem-at.ts'
import { isKnownControl, unknownControl } from './unknown-control.ts'

const at = ['spec', 'podSecurity', 'exclude']
const criteria = ['images', 'containers', 'values'] as const

type Criterion = (typeof criteria)[number]

/** An exclusion of a control, where it stands, and the form of the control that it is an exclusion of. */
interface Excluded {
  readonly document: SourceDocument
  readonly path: Path
  readonly item: JsonValue
  readonly control: string
  readonly check: Check | undefined
}

/**
 * Exclusions that free nothing: of a control that nobody knows or that the standard does not ask for, or with a criterion
 * that can never match. Without a standard, what depends on it is not told.
 */
export function exclusionProblems(
  document: SourceDocument,
  standard: LevelVersion | undefined,
): readonly Problem[] {
  const items = valueAt(document.value, at)
  if (!isArray(items)) return []
  const active = standard && activeControls(standard)
  return items.flatMap((item, index) => {
    const control = String(fieldOf(item, 'control'))
    const check = active?.find((one) => one.control.id === control)?.form.check
    const path = [...at, index]
    const excluded = { document, path, item, control, check }
    return [
      ...((fieldOf(item, 'control') ?? null) === null
        ? []
        : unknownControl(document, [...path, 'control'], control)),
      ...(standard === undefined ? [] : unusedControl(excluded, standard, active ?? [])),
      ...criteria.flatMap((criterion) => criterionProblems(excluded, criterion)),
    ]
  })
}

function unusedControl(
  { document, path, control, check }: Excluded,
  standard: LevelVersion,
  active: readonly ActiveControl[],
): readonly Problem[] {
  if (!isKnownControl(control) || check !== undefined) return []
  const instead = active.find(({ form }) => form.overrides?.includes(control))?.control.id
  return [
    problemAt(document, [...path, 'control'], {
      code: 'never-matches',
      message: `"${printLevelVersion(standard)}" does not ask for "${control}"`,
      found: control,
      expected: active.map((one) => one.control.id).join(', '),
      remedy: instead === undefined ? 'remove the exclusion' : `did you mean "${instead}"?`,
    }),
  ]
}

function criterionProblems(excluded: Excluded, criterion: Criterion): readonly Problem[] {
  const { document, path, item, control, check } = excluded
  const list = fieldOf(item, criterion)
  if (list === undefined) return []
  const place = [...path, criterion]
  if (!isArray(list) || list.length === 0) {
    return [never(document, place, 'a list without items matches nothing', withoutCriterion)]
  }
  if (check !== undefined && criterion !== 'values' && !looksAtContainers(check)) {
    const message = `"${control}" is not about single containers, so that ${criterion} never match`
    return [never(document, place, message, 'remove the criterion, or name values')]
  }
  return list.flatMap((wanted, index) => {
    const problem = problemOf[criterion](wanted, check)
    return problem === undefined ? [] : [never(document, [...place, index], ...problem)]
  })
}

const withoutCriterion = 'list something, or remove the field to free the control as a whole'

function never(document: SourceDocument, path: Path, message: string, remedy: string): Problem {
  return problemAt(document, path, { code: 'never-matches', message, remedy })
}

/** In containers, or in the annotations that name one. */
function looksAtContainers({ restricts }: Check): boolean {
  return restricts.some(({ fields }) =>
    fields.some((field) => /ontainers\[\*\]|"container\./.test(field)),
  )
}

type Told = readonly [message: string, remedy: string]

/** Why an item of the criterion can never match, and what to do. */
const problemOf: Readonly<
  Record<Criterion, (wanted: JsonValue, check: Check | undefined) => Told | undefined>
> = { images: imageProblem, containers: containerProblem, values: valueProblem }

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/validation/validation.go (validateContainerCommon) */
function imageProblem(glob: JsonValue): Told | undefined {
  const text = String(glob)
  return text !== '' && text === text.trim()
    ? undefined
    : ['no image is empty or has spaces around it', 'write the image as it stands in Pods']
}

/** Names of containers are DNS labels. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
function containerProblem(glob: JsonValue): Told | undefined {
  return /^[a-z0-9*?-]+$/.test(String(glob))
    ? undefined
    : [
        'no container has such a name',
        'use small letters, digits and "-", with * for any text and ? for one character',
      ]
}

function valueProblem(value: JsonValue, check: Check | undefined): Told | undefined {
  if (check === undefined || check.restricts.some((one) => mayForbid(one, value))) return undefined
  return [
    'the control never forbids this value',
    'write a value that is found in Pods, in its type',
  ]
}

type Restriction = Check['restricts'][number]

/** Whether the value may be found in one of the fields, and is none of those that are allowed. */
function mayForbid({ fields, allowed }: Restriction, value: JsonValue): boolean {
  const text = value === null ? 'undefined' : printJson(value)
  if (allowed.some((one) => matchesGlob(one, text))) return false
  if (fields.every((field) => field.startsWith('spec.volumes'))) return isObject(value)
  const types = allowed.flatMap(typeOfText)
  return value === null || types.length === 0 || types.includes(typeOf(value))
}

/** The type of a value that is allowed; of words there is none. */
function typeOfText(text: string): readonly string[] {
  const parsed = parseJson(text)
  return parsed.kind === 'value' ? [typeOf(parsed.value)] : []
}

function typeOf(value: JsonValue): string {
  if (isArray(value)) return 'list'
  return typeof value === 'bigint' ? 'number' : typeof value
}
