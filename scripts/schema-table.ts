import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startControlPlane } from '#test/cluster/control-plane.ts'
import { readGoTypes } from './schema/go-types.ts'
import { readDiscovery, readSchemas } from './schema/read-cluster.ts'
import { tableText } from './schema/table-text.ts'

/** `npm run schema-table`: asks a real API server for its kinds and writes src/core/kubernetes/schema/table.ts anew. */
const target = join(import.meta.dirname, '..', 'src', 'core', 'kubernetes', 'schema', 'table.ts')

const header = '/** Written by scripts/schema-table.ts from a running API server; not by hand. */\n'

const goTypes = readGoTypes()
const controlPlane = await startControlPlane()
try {
  const { kubectl } = controlPlane
  const schemas = await readSchemas(kubectl)
  const text = tableText({ schemas, discovery: await readDiscovery(kubectl), goTypes })
  writeFileSync(target, `${header}export const table = \`\n${text}\`\n`)
} finally {
  await controlPlane.stop()
}
