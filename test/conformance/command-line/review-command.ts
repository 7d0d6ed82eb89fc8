import {
  applyPatch,
  isObject,
  type JsonObject,
  type JsonValue,
  type PatchOperation,
} from '#src/core/index.ts'
import { builtInKindsOnly } from '#src/core/kubernetes/kinds.ts'
import { asHeld } from '#src/core/kubernetes/passage.ts'
import { writeFiles } from '#test/support/temporary-folder.ts'
import { doorOf, type InputMode, referenceVerdictOf, type Verdict } from '../admission-case.ts'
import { withCreatableNames } from '../creatable-names.ts'
import type { JudgedRow } from '../judged-rows.ts'
import type { Ran } from './ran.ts'
import { type Run, writeSurroundings } from './runs.ts'

/** The arguments of `sallyport review` that answer the rows of a run; writes the files that they name. */
export async function reviewArguments(run: Run, cwd: string): Promise<readonly string[]> {
  const flags = await writeSurroundings(run, cwd)
  const file = `${run.folder}/reviews.jsonl`
  const reviews = run.rows.map((row) => JSON.stringify(reviewOf(row)))
  await writeFiles(cwd, { [file]: `${reviews.join('\n')}\n` })
  return ['review', ...flags, '--door', doorOf(run.rows[0].given), file]
}

function reviewOf({ given: { request }, mode }: JudgedRow): JsonObject {
  const { object = null, oldObject = null } = request
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: '12345678',
      ...(request as JsonObject),
      object: arriving(object, mode),
      oldObject: arriving(oldObject, mode),
    },
  }
}

function arriving(object: JsonObject | null, mode: InputMode): JsonObject | null {
  return object !== null && mode === 'defaulted' ? held(object) : object
}

function held(object: JsonObject): JsonObject {
  return asHeld(object, builtInKindsOnly, '1.36').object
}

/** The form in which an answer and a reference are compared: of several refusals only the first is told. */
export interface ReviewVerdict extends Omit<Verdict, 'refusals'> {
  readonly message: string | undefined
  /** What would be stored, where the row's policies mutate and the reference says it. */
  readonly object: JsonValue
}

export function reviewVerdicts({ rows }: Run, { stdout }: Ran): readonly ReviewVerdict[] {
  const lines = stdout.trim().split('\n')
  return lines.map((line, index) => reviewVerdict(line, rows[index]))
}

/** Audit annotations that the API server's own policies have not. */
const ownOnly = ['decision-id', 'changed']

interface Response {
  readonly allowed: boolean
  readonly status?: { readonly message: string; readonly reason: string; readonly code: number }
  readonly warnings?: readonly string[]
  readonly auditAnnotations?: Readonly<Record<string, string>>
  readonly patch?: string
}

function reviewVerdict(line: string, row: JudgedRow | undefined): ReviewVerdict {
  const { response } = JSON.parse(line) as { readonly response: Response }
  const { allowed, status, warnings = [], auditAnnotations = {}, patch } = response
  const annotations = Object.entries(auditAnnotations).filter(([key]) => !ownOnly.includes(key))
  return {
    allowed,
    reason: status?.reason,
    code: status?.code,
    message: status === undefined ? undefined : ownWords(status.message),
    warnings: [...warnings].sort(),
    annotations: annotations.map(([key, value]) => `${key}: ${value}`).sort(),
    object: allowed && isTold(row) ? comparable(stored(row, patch), row) : null,
  }
}

/** What the reference says of a row that is answered by `review`. */
export function expectedOfReview(row: JudgedRow): ReviewVerdict {
  const { given, reference = {} } = row
  const { refusals: _, ...verdict } = referenceVerdictOf(reference)
  const { renamed } = withCreatableNames(given)
  const message = reference.status === undefined ? undefined : ownWords(reference.status.message)
  const { object = null } = reference
  const expected = {
    ...verdict,
    message,
    object: isObject(object) && isTold(row) ? comparable(object, row) : null,
  }
  return JSON.parse(renamed(JSON.stringify(expected))) as ReviewVerdict
}

/** Whether the reference tells what was stored. */
function isTold(row: JudgedRow | undefined): row is JudgedRow {
  return isObject(row?.reference?.object) && doorOf(row.given) === 'mutate'
}

function stored({ given, mode }: JudgedRow, patch: string | undefined): JsonObject {
  const sent = arriving(given.request.object ?? {}, mode) ?? {}
  if (patch === undefined) return sent
  const operations = JSON.parse(Buffer.from(patch, 'base64').toString()) as PatchOperation[]
  const result = applyPatch(sent, operations)
  if (result.kind !== 'patched' || !isObject(result.value)) throw new Error('no object')
  return result.value
}

/** What Kubernetes decodes and sets as defaults is no part of a patch. */
function comparable(object: JsonObject, { mode }: JudgedRow): JsonObject {
  return mode === 'defaulted' ? held(object) : object
}

/** Without the object that the API server names in front, our decision's id, and the shortened first line. */
function ownWords(message: string): string {
  const said = message
    .replace(/^\S+ "[^"]*" is forbidden: /, '')
    .replace(/ \(decision [\da-f]+\)$/, '')
  const [short = '', rest] = said.split('…\n', 2)
  return rest?.startsWith(short) ? rest : said
}
