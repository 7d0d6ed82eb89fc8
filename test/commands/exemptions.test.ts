import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { runSallyport } from '#src/commands/run.ts'
import { captureIo } from '#test/support/capture.ts'

const folder = 'docs/examples/exemption'

describe('docs/exemptions.md', () => {
  const page = textOf('docs/exemptions.md')

  test.for(['policy.yaml', 'exemption.yaml'])('shows %s as it is', (name) => {
    expect(page).toContain(`\`\`\`yaml\n${textOf(`${folder}/${name}`)}\`\`\``)
  })

  test('without the exemption the Deployment is refused', async () => {
    const { stdout } = await sallyport(
      `test --policies ${folder}/policy.yaml ${folder}/deployment.yaml`,
    )
    expect(stdout).toContain('images must name a version')
    expect(stdout).not.toContain('exempt  images')
  })
})

async function sallyport(argv: string) {
  const { io, stdout, stderr } = captureIo({ cwd: process.cwd() })
  await runSallyport(argv.split(' '), io)
  return { stdout: stdout(), stderr: stderr() }
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8')
}
