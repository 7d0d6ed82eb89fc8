import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { validateXML } from 'xmllint-wasm'

const require = createRequire(import.meta.url)

/** The schema of Ant's reports, https://github.com/windyroad/JUnit-Schema, which the package carries in a test of its own. */
const carrier = require.resolve('junit-xml/src/index.test.ts')
const [, literal = ''] =
  /const antJunitSchema = '((?:[^'\\]|\\.)*)'/.exec(readFileSync(carrier, 'utf8')) ?? []
const schema = literal.replaceAll("\\'", "'")

/** In what a report is not valid for the schema of Ant. */
export async function junitFaults(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: xml }],
    schema: [schema],
  })
  return errors.map(({ message }) => message)
}
