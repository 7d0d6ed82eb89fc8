import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const file = join(import.meta.dirname, '../../charts/sallyport/files/dashboard.json')

interface Panel {
  readonly title: string
  readonly type: string
  readonly targets?: readonly { readonly expr: string }[]
}

interface DashboardFile {
  readonly panels: readonly Panel[]
}

/** A query of the chart's dashboard, with Grafana's variables in it. */
interface PanelQuery {
  readonly panel: string
  readonly query: string
}

/** Every query of every panel, in the order of the page. */
export function panelQueries(): readonly PanelQuery[] {
  const { panels } = JSON.parse(readFileSync(file, 'utf8')) as DashboardFile
  return panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({ panel: title, query: expr })),
  )
}
