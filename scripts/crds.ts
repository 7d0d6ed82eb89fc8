import { mkdirSync, writeFileSync } from 'node:fs'
import { crdTemplates } from './crd-template.ts'

/** `npm run crds`: writes the CustomResourceDefinitions into the chart; a test says when they are behind. */
const folder = new URL('../charts/sallyport/templates/crds/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const { name, text } of crdTemplates()) writeFileSync(new URL(name, folder), text)
