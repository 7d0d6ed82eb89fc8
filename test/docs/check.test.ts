import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { check } from '#src/commands/check.ts'
import { checks } from '#src/core/analysis/checks.ts'
import { run } from '#test/support/run-command.ts'
import { tablesOf, textIn } from './tables.ts'

const page = readFileSync(new URL('../../docs/check.md', import.meta.url), 'utf8')
const tables = tablesOf(page)

test('the page has every code of a static check', () => {
  const cells = tables.flatMap(({ rows }) => rows.map((row) => row.get('code') ?? ''))
  const codes = cells.flatMap((cell) => cell.split(', ').filter((code) => code !== ''))
  expect(codes.map(textIn)).toEqual(expect.arrayContaining(checks.map(({ code }) => code)))
})

test('the page has every flag', async () => {
  const { stdout } = await run(check, ['--help'])
  const flags = [...stdout.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, flag]) => flag)
  const own = flags.filter((flag) => flag !== '--policies' && flag !== '--config')
  expect(own.filter((flag) => flag !== undefined && !page.includes(`\`${flag}`))).toEqual([])
})
