import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fieldOf, isArray, isObject, type JsonObject, readYaml, valueAt } from '#src/core/index.ts'
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
}

const folder = join(import.meta.dirname, '../../../charts/sallyport')

/** What `helm template sallyport` prints with these values (`KEY=VALUE`), without hooks, for the namespace `sallyport`. */
export function renderChart(values: readonly string[]): RenderedChart {
  const settings = values.flatMap((value) => ['--set', value])
  const manifest = execFileSync(
    toolPath('helm'),
    ['template', 'sallyport', folder, '--namespace', 'sallyport', '--no-hooks', ...settings],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
  const { documents } = readYaml({ name: 'chart', text: manifest })
  const objects = documents.map(({ value }) => value).filter(isObject)
  const deployment = objects.find((object) => fieldOf(object, 'kind') === 'Deployment')
  if (deployment === undefined) throw new Error('the chart has no Deployment')
  const pod = valueAt(deployment, ['spec', 'template', 'spec'])
  const args = valueAt(pod, ['containers', 0, 'args'])
  const variables = valueAt(pod, ['containers', 0, 'env'])
  const nodeOptions = (isArray(variables) ? variables : []).filter(
    (variable) => fieldOf(variable, 'name') === 'NODE_OPTIONS',
  )
  return {
    manifest,
    objects,
    serverArguments: isArray(args) ? args.map(String) : [],
    nodeOptions: nodeOptions.map((variable) => String(fieldOf(variable, 'value'))),
    account: String(valueAt(pod, ['serviceAccountName'])),
  }
}
