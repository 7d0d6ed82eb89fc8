import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startOnLeash } from '../leashed-process.ts'
import { freePorts } from '../ports.ts'
import { untilReady } from '../readiness.ts'

/** Debian's package `prometheus`. */
const program = '/usr/bin/prometheus'

/** A series of an instant query, and its value: `NaN` where there is nothing to divide by. */
interface Sample {
  readonly metric: Readonly<Record<string, string>>
  readonly value: readonly [number, string]
}

/** What it says of an alert that it evaluates. */
export interface AlertState {
  readonly name: string
  /** `ok` once it was evaluated without an error. */
  readonly health: string
  readonly lastError?: string
  readonly state: 'inactive' | 'pending' | 'firing'
  readonly annotations: Readonly<Record<string, string>>
}

/** A Prometheus of its own, whose only target is one port of this machine. */
export interface Prometheus {
  /** An instant query. Throws what it says where the query is not one. */
  readonly query: (text: string) => Promise<readonly Sample[]>
  readonly alerts: () => Promise<readonly AlertState[]>
  readonly stop: () => Promise<void>
}

interface Options {
  readonly folder: string
  /** Of the metrics. */
  readonly port: number
  /** As service discovery would put them on every series. */
  readonly labels: Readonly<Record<'namespace' | 'service' | 'job', string>>
  /** The groups of a PrometheusRule. */
  readonly groups: unknown
}

/** Scrapes and evaluates each second. Throws where Prometheus does not take the rules. */
export async function startPrometheus(options: Options): Promise<Prometheus> {
  if (!existsSync(program)) throw new Error(`${program} is missing: apt-get install prometheus`)
  const home = join(options.folder, 'prometheus')
  mkdirSync(home)
  writeFileSync(join(home, 'prometheus.json'), JSON.stringify(configuration(options)))
  writeFileSync(join(home, 'rules.json'), JSON.stringify({ groups: options.groups }))
  const { http } = await freePorts(['http'])
  const flags = [
    `--config.file=${join(home, 'prometheus.json')}`,
    `--storage.tsdb.path=${join(home, 'data')}`,
    `--web.listen-address=127.0.0.1:${http}`,
  ]
  const server = startOnLeash({ name: 'prometheus', path: program, arguments: flags }, home)
  const url = `http://127.0.0.1:${http}`
  try {
    await untilReady({ url: `${url}/-/ready`, answering: server })
  } catch (error) {
    await server.stop()
    throw error
  }
  return {
    query: async (text) => {
      const parameters = new URLSearchParams({ query: text })
      const { result } = await answerOf<{ result: readonly Sample[] }>(
        `${url}/api/v1/query?${parameters}`,
      )
      return result
    },
    alerts: async () => {
      const rules = `${url}/api/v1/rules?type=alert`
      const { groups } = await answerOf<{ groups: readonly { rules: readonly AlertState[] }[] }>(
        rules,
      )
      return groups.flatMap((group) => group.rules)
    },
    stop: server.stop,
  }
}

// JSON is YAML
function configuration({ port, labels: { job, ...labels } }: Options) {
  return {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: ['rules.json'],
    scrape_configs: [
      { job_name: job, static_configs: [{ targets: [`127.0.0.1:${port}`], labels }] },
    ],
  }
}

async function answerOf<Data>(url: string): Promise<Data> {
  const answer = await fetch(url)
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  return (JSON.parse(text) as { readonly data: Data }).data
}
