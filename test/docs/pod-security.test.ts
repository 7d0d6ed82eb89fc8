import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadPolicies } from '#src/core/index.ts'
import { controls } from '#src/core/pod-security/controls.ts'
import { controlsTable } from '../../scripts/controls-table.ts'
import { tablesOf, textIn } from './tables.ts'

const page = readFileSync(new URL('../../docs/pod-security.md', import.meta.url), 'utf8')

test('the table of controls is the one that `npm run pod-security-page` writes', () => {
  expect(page).toContain(`<!-- controls -->\n\n${controlsTable()}\n\n<!-- end of controls -->`)
})

test('the table has every control, with the release of each of its forms', () => {
  const [table] = tablesOf(page)
  const rows = table?.rows.map((row) => `${textIn(row.get('control'))} ${row.get('since')}`)
  const forms = controls.flatMap(({ id, versions }) =>
    versions.map(({ since }) => `${id} ${since}`),
  )
  expect(new Set(rows)).toEqual(new Set(forms))
})

test('the configuration of the page is read, and stands in its file', () => {
  const [, text = ''] = /```yaml\n(.*?)```/s.exec(page) ?? []
  const file = '../../docs/examples/pod-security/configuration.yaml'
  expect(readFileSync(new URL(file, import.meta.url), 'utf8')).toBe(text)
  const { podSecurity, problems } = loadPolicies([{ name: 'page', text }], {
    kubernetesVersion: '1.37',
  })
  expect(problems).toEqual([])
  expect(podSecurity?.configuration.defaults.enforce.level).toBe('baseline')
})
