import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { type CommandResult, type Kubectl, kubectlWith } from '../kubectl.ts'
import { toolPath } from '../tools.ts'

export const chart = join(import.meta.dirname, '../../../charts/sallyport')

/** What the chart makes of a release's name, its namespace and values. */
export interface Release {
  readonly name: string
  readonly namespace: string
  readonly values: Values
}

export type Values = Readonly<Record<string, unknown>>

/** The fields of a Kubernetes object that tests of the chart look at. */
export interface Rendered {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly resourceVersion?: string
    readonly labels: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  }
  readonly spec?: unknown
  readonly rules?: unknown
}

export interface Helm {
  /** helm, with what the arguments say. */
  readonly run: Kubectl
  /** helm with `VERB NAME CHART` for the release, its values from a file. */
  readonly release: (
    verb: 'template' | 'install' | 'upgrade',
    release: Release,
    flags?: readonly string[],
  ) => Promise<CommandResult>
}

/** helm with the kubeconfig; it writes into the folder. */
export function helmWith(kubeconfig: string, folder: string): Helm {
  const run = kubectlWith(toolPath('helm'), kubeconfig)
  return {
    run,
    release: (verb, { name, namespace, values }, flags = []) => {
      const file = join(mkdtempSync(join(folder, 'values-')), 'values.json')
      writeFileSync(file, JSON.stringify(values))
      return run([verb, name, chart, '--namespace', namespace, '--values', file, ...flags])
    },
  }
}

/** The text that `helm template` prints. Throws where helm does not render it. */
export async function render(
  helm: Helm,
  release: Release,
  flags: readonly string[] = [],
): Promise<string> {
  const { code, stdout, stderr } = await helm.release('template', release, flags)
  if (code !== 0) throw new Error(`helm template ${JSON.stringify(release)}: ${stderr}`)
  return stdout
}

/** The objects of a text of `helm template`. */
export function objectsIn(text: string): readonly Rendered[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS() as Rendered | null)
    .filter((object) => object !== null)
}
