import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startOnLeash } from './leashed-process.ts'
import { eventually, Hopeless } from './wait.ts'

const folder = mkdtempSync(join(tmpdir(), 'sallyport-leash-'))

afterAll(() => rmSync(folder, { recursive: true }))

test('a process ends when the pipe to this one closes', async () => {
  const leashed = startOnLeash(
    node('sleeper', 'console.log(process.pid); setInterval(() => {}, 1e6)'),
    folder,
  )
  const pid = await eventually('its pid', () => {
    leashed.assertAlive()
    expect(leashed.log()).toMatch(/^\d+\n$/)
    return Number(leashed.log())
  })
  expect(isAlive(pid)).toBe(true)
  await leashed.stop()
  await eventually('its end', () => expect(isAlive(pid)).toBe(false))
})

test('one that ends by itself is reported with its code and the end of its log', async () => {
  const leashed = startOnLeash(
    node('failing', 'console.error("no such flag"); process.exit(3)'),
    folder,
  )
  const waited = eventually('an answer', () => {
    leashed.assertAlive()
    throw new Error('none yet')
  })
  await expect(waited).rejects.toMatchObject({
    message: 'an answer: failing ended with code 3. Its log:\nno such flag',
    cause: expect.any(Hopeless),
  })
  await leashed.stop()
})

test('a signal reaches it', async () => {
  const script =
    'process.on("SIGTERM", () => process.exit(7)); console.log("up"); setInterval(() => {}, 1e6)'
  const leashed = startOnLeash(node('listening', script), folder)
  await eventually('its start', () => expect(leashed.log()).toBe('up\n'))
  leashed.signal('TERM')
  await leashed.ended
  expect(() => leashed.assertAlive()).toThrow('listening ended with code 7')
})

function node(name: string, script: string) {
  return { name, path: process.execPath, arguments: ['-e', script] }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
