import { afterAll, beforeAll, expect, test } from 'vitest'
import { table } from '#src/core/kubernetes/schema/table.ts'
import { readGoTypes } from '../../scripts/schema/go-types.ts'
import { readDiscovery, readSchemas } from '../../scripts/schema/read-cluster.ts'
import { tableText } from '../../scripts/schema/table-text.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'

let controlPlane: ControlPlane

beforeAll(async () => {
  controlPlane = await startControlPlane()
})
afterAll(() => controlPlane?.stop())

test('the schema table is what the API server says of its kinds; else run npm run schema-table', async () => {
  const { kubectl } = controlPlane
  const [schemas, discovery] = [await readSchemas(kubectl), await readDiscovery(kubectl)]
  const lines = tableText({ schemas, discovery, goTypes: readGoTypes() }).split('\n')
  const known = table.split('\n').slice(1)
  expect(known.filter((line) => !lines.includes(line))).toEqual([])
  expect(lines.filter((line) => !known.includes(line))).toEqual([])
  expect(known.join('\n')).toBe(lines.join('\n'))
}, 180_000)
