import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type Path,
  readYaml,
  valueAt,
} from '#src/core/index.ts'
import { toolPath } from '../tools.ts'

/** The chart's objects, and what the tests need of them. */
export interface RenderedChart {
  /** All of them, as YAML. */
  readonly manifest: string
  readonly objects: readonly JsonObject[]
  /** The flags of the server. */
  readonly serverArguments: readonly string[]
  /** Those of Node.js, which bound its memory. */
  readonly nodeOptions: readonly string[]
  /** The service account of its Pods. */
  readonly account: string
  /** What the Job after an installation starts `sallyport` with. */
  readonly preflightArguments: readonly string[]
}

const folder = join(import.meta.dirname, '../../../charts/sallyport')

/** What `helm template sallyport` prints with these values (`KEY=VALUE`), without hooks, for the namespace `sallyport`. */
export function renderChart(values: readonly string[]): RenderedChart {
  const settings = values.flatMap((value) => ['--set', value])
  const manifest = template(['--no-hooks', ...settings])
  const objects = objectsIn(manifest)
  const [job] = objectsIn(template(['-s', 'templates/hooks/preflight-job.yaml', ...settings]))
  const deployment = objects.find((object) => fieldOf(object, 'kind') === 'Deployment')
  if (deployment === undefined) throw new Error('the chart has no Deployment')
  const pod = valueAt(deployment, ['spec', 'template', 'spec'])
  const variables = valueAt(pod, ['containers', 0, 'env'])
  const nodeOptions = (isArray(variables) ? variables : []).filter(
    (variable) => fieldOf(variable, 'name') === 'NODE_OPTIONS',
  )
  return {
    manifest,
    objects,
    serverArguments: listAt(deployment, ['spec', 'template', 'spec', 'containers', 0, 'args']),
    nodeOptions: nodeOptions.map((variable) => String(fieldOf(variable, 'value'))),
    account: String(valueAt(pod, ['serviceAccountName'])),
    preflightArguments: listAt(job, ['spec', 'template', 'spec', 'containers', 0, 'args']),
  }
}

function template(flags: readonly string[]): string {
  const place = ['sallyport', folder, '--namespace', 'sallyport']
  return execFileSync(toolPath('helm'), ['template', ...place, ...flags], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
}

function objectsIn(text: string): readonly JsonObject[] {
  const { documents } = readYaml({ name: 'chart', text })
  return documents.map(({ value }) => value).filter(isObject)
}

function listAt(object: JsonObject | undefined, path: Path): readonly string[] {
  const found = valueAt(object ?? {}, path)
  return isArray(found) ? found.map(String) : []
}
