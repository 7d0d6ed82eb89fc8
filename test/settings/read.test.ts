import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { helpText } from '#src/settings/arguments.ts'
import { toggle } from '#src/settings/parse.ts'
import { printSettingProblem } from '#src/settings/problem.ts'
import { readCommandLine } from '#src/settings/read.ts'
import { flagOf, variableOf } from '#src/settings/setting.ts'
import { checkServeSettings, serveSettings } from '#src/settings/settings.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const form = {
  name: 'serve',
  summary: 'Serve.',
  settings: serveSettings,
  check: checkServeSettings,
}

async function settingsOf(argv: readonly string[], variables: Record<string, string> = {}) {
  const line = await readCommandLine(form, argv, variables)
  if (line.kind !== 'settings') throw new Error(JSON.stringify(line))
  return line
}

async function problemsOf(argv: readonly string[], variables: Record<string, string> = {}) {
  const line = await readCommandLine(form, argv, variables)
  return line.kind === 'problems' ? line.problems.map(printSettingProblem) : []
}

const dayMs = 86_400_000

test('without anything, the defaults', async () => {
  const { settings, origins } = await settingsOf([])
  expect(settings).toEqual({
    policies: ['./policies'],
    context: [],
    cluster: false,
    kubeconfig: undefined,
    kubeContext: undefined,
    apiTimeout: 10_000,
    watchIdle: 150_000,
    exemptionNamespace: ['sallyport'],
    podTemplate: [],
    kubernetesVersion: '1.37',
    namespace: undefined,
    service: 'sallyport',
    webhookUrl: undefined,
    webhookName: 'sallyport',
    webhookTimeout: 5_000,
    exemptNamespace: [],
    manageWebhooks: false,
    certificateMode: 'self-managed',
    certificateSecret: 'sallyport-certificate',
    certificateLifetime: 90 * dayMs,
    authorityLifetime: 365 * dayMs,
    authoritySettle: 30_000,
    authorityOverlap: dayMs,
    caFile: undefined,
    lease: 'sallyport',
    leaseDuration: 15_000,
    scanInterval: 3_600_000,
    scanRate: 50,
    events: false,
    host: undefined,
    port: 9443,
    healthPort: 8081,
    metricsPort: 8080,
    adminPort: undefined,
    adminTokenFile: undefined,
    recordSize: 32 * 1024 ** 2,
    certFile: undefined,
    keyFile: undefined,
    certificatesDir: './certs',
    serverName: ['sallyport', 'sallyport.sallyport.svc'],
    clientCaFile: undefined,
    tlsMinVersion: '1.2',
    timeout: 10_000,
    bodyLimit: 7_340_032,
    requestTimeout: 35_000,
    keepAliveTimeout: 95_000,
    drain: 5_000,
    shutdownTimeout: 30_000,
    logLevel: 'info',
  })
  expect(new Set(Object.values(origins))).toEqual(new Set(['default']))
  expect(Object.isFrozen(settings)).toBe(true)
})

test('a flag stands before a variable, a variable before the file', async () => {
  const folder = await temporaryFolder({
    'settings.yaml': 'port: 1\nhealthPort: 2\nmetricsPort: 3\npolicies: [a, b]\nlogLevel: warn\n',
  })
  const file = join(folder, 'settings.yaml')
  const { settings, origins } = await settingsOf(['--port', '11', '--config', file], {
    SALLYPORT_PORT: '21',
    SALLYPORT_HEALTH_PORT: '22',
  })
  expect(settings).toMatchObject({
    port: 11,
    healthPort: 22,
    metricsPort: 3,
    policies: ['a', 'b'],
    logLevel: 'warn',
  })
  expect(origins).toMatchObject({
    port: '--port',
    healthPort: 'SALLYPORT_HEALTH_PORT',
    metricsPort: `${file}:3:1`,
    drain: 'default',
  })
})

describe('ways to give a value', () => {
  test.for([
    { name: 'a flag with =', argv: ['--port=1234'], variables: {}, expected: { port: 1234 } },
    {
      name: 'a flag twice: the last',
      argv: ['--port', '1', '--port', '2'],
      variables: {},
      expected: { port: 2 },
    },
    {
      name: 'a list: all',
      argv: ['--policies', 'a', '--policies', 'b'],
      variables: {},
      expected: { policies: ['a', 'b'] },
    },
    {
      name: 'a variable with commas',
      argv: [],
      variables: { SALLYPORT_POLICIES: 'a, b' },
      expected: { policies: ['a', 'b'] },
    },
    {
      name: "the kubelet's link to a Service",
      argv: [],
      variables: { SALLYPORT_PORT: 'tcp://10.0.0.1:443' },
      expected: { port: 9443 },
    },
    {
      name: 'the file as a variable',
      argv: [],
      variables: { SALLYPORT_CONFIG: 'JSON' },
      expected: { port: 7 },
    },
  ])('$name', async ({ argv, variables, expected }) => {
    const folder = await temporaryFolder({ 'settings.json': '{"port": 7}' })
    const given = Object.entries(variables).map(([name, text]) => [
      name,
      text === 'JSON' ? join(folder, 'settings.json') : text,
    ])
    const { settings } = await settingsOf(argv, Object.fromEntries(given))
    expect(settings).toMatchObject(expected)
  })
})

test('everything that is wrong is told at once, with who gave it and what would be right', async () => {
  const folder = await temporaryFolder({
    'settings.yaml':
      'helthPort: 1\nkeepAliveTimeout: [1s]\ntlsMinVersion: 1.1\nserverName: [a, {b: 1}]\n',
  })
  const file = join(folder, 'settings.yaml')
  const argv = [
    'extra',
    '--prot',
    '1',
    '--port',
    '70000',
    '--config',
    file,
    '--key-file',
    'k',
    '--log-level',
    'loud',
    '--host',
  ]
  expect(
    await problemsOf(argv, { SALLYPORT_DRAIN: 'soon', SALLYPORT_METRICS_PORT: '8081' }),
  ).toEqual([
    '--prot: there is no such flag; did you mean --port?',
    'extra: no such argument is expected here',
    '--host: its value is missing',
    `${file}:1:1: there is no setting "helthPort"; did you mean healthPort?`,
    `${file}:2:1: keepAliveTimeout: expected a text or a number`,
    `${file}:4:1: serverName: expected a text or a number, or a list of them`,
    '--port: expected a port from 0 to 65535 (0: any free one), found "70000"',
    `${file}:3:1: expected one of 1.2, 1.3, found "1.1"`,
    'SALLYPORT_DRAIN: expected a duration such as 500ms, 10s or 1m30s, at most 24h, found "soon"',
    '--log-level: expected one of debug, info, warn, error, silent, found "loud"',
    '--cert-file: is missing; --key-file needs it',
    '--metrics-port: expected another port than --health-port, found 8081 for both',
  ])
})

describe('settings files', () => {
  test.for([
    { name: 'empty', text: '', says: undefined },
    { name: 'only a comment', text: '# nothing', says: undefined },
    { name: 'a list', text: '- port: 1', says: 'expected one mapping of settings' },
    {
      name: 'two documents',
      text: 'port: 1\n---\nport: 2\n',
      says: 'expected one mapping of settings',
    },
    { name: 'no YAML', text: 'port: [', says: 'settings.yaml:1' },
    {
      name: 'a key of every object',
      text: 'constructor: 1',
      says: 'there is no setting "constructor"',
    },
    { name: 'a mapping as value', text: 'port: {a: 1}', says: 'port: expected a text or a number' },
  ])('$name', async ({ text, says }) => {
    const folder = await temporaryFolder({ 'settings.yaml': text })
    const problems = await problemsOf(['--config', join(folder, 'settings.yaml')])
    expect(problems).toEqual(says === undefined ? [] : [expect.stringContaining(says)])
  })

  test('a missing one names the flag or the variable', async () => {
    expect(await problemsOf(['--config', '/nowhere/a.yaml'])).toEqual([
      expect.stringMatching(/^--config: .*ENOENT/),
    ])
    expect(await problemsOf([], { SALLYPORT_CONFIG: '/nowhere/a.yaml' })).toEqual([
      expect.stringMatching(/^SALLYPORT_CONFIG: .*ENOENT/),
    ])
  })
})

test('--help names every flag, its variable and its default', async () => {
  const line = await readCommandLine(form, ['--port', 'x', '--help'], {})
  expect(line).toEqual({ kind: 'help', text: helpText(form) })
  const words = helpText(form).replaceAll(/\s+/g, ' ')
  for (const [name, setting] of Object.entries(serveSettings)) {
    const value = setting.placeholder === '' ? '' : ` <${setting.placeholder}>`
    expect(words).toContain(`--${flagOf(name)}${value}`)
    expect(words).toContain(`[${variableOf(name)}`)
    const fallback = setting.kind === 'many' ? setting.fallback.join(', ') : setting.fallback
    if (value !== '' && fallback !== undefined && fallback !== '')
      expect(words).toContain(`default ${fallback}]`)
  }
})

test.for<{
  name: string
  argv: readonly string[]
  variables?: Record<string, string>
  raw: boolean
}>([
  { name: 'nothing is false', argv: [], raw: false },
  { name: 'the flag alone is true', argv: ['--raw'], raw: true },
  { name: 'what follows the flag is an operand', argv: ['--raw', 'a.yaml'], raw: true },
  { name: 'a variable says it', argv: [], variables: { SALLYPORT_RAW: 'true' }, raw: true },
  { name: 'the flag beats it', argv: ['--raw'], variables: { SALLYPORT_RAW: 'false' }, raw: true },
])('a toggle: $name', async ({ argv, variables = {}, raw }) => {
  const taking = { ...form, operands: 'PATH...', settings: { raw: toggle('Raw.') } }
  const line = await readCommandLine(taking, argv, variables)
  expect(line).toMatchObject({ settings: { raw } })
})

test.for([
  { name: 'true in a file', text: 'raw: true', line: { settings: { raw: true } } },
  {
    name: 'no truth in a file',
    text: 'raw: 1',
    line: { problems: [{ message: 'raw: expected true or false' }] },
  },
])('a toggle: $name', async ({ text, line }) => {
  const folder = await temporaryFolder({ 'settings.yaml': text })
  const argv = ['--config', join(folder, 'settings.yaml')]
  expect(
    await readCommandLine({ ...form, settings: { raw: toggle('Raw.') } }, argv, {}),
  ).toMatchObject(line)
})

test('a toggle takes no value', async () => {
  const toggles = { ...form, settings: { raw: toggle('Raw.') } }
  expect(await readCommandLine(toggles, ['--raw=false'], {})).toMatchObject({
    problems: [{ origin: '--raw', message: 'it takes no value' }],
  })
})

test('a toggle: no truth in a variable', async () => {
  const line = await readCommandLine({ ...form, settings: { raw: toggle('Raw.') } }, [], {
    SALLYPORT_RAW: 'yes',
  })
  expect(line).toMatchObject({
    problems: [{ origin: 'SALLYPORT_RAW', message: 'expected true or false, found "yes"' }],
  })
})

test('arguments that are no flags are operands where the command takes them', async () => {
  const taking = { ...form, operands: 'PATH...' }
  const line = await readCommandLine(taking, ['a.yaml', '--port', '1', '--', '--help'], {})
  expect(line).toMatchObject({ kind: 'settings', operands: ['a.yaml', '--help'] })
})

describe('a kind of workload', () => {
  const rollouts = {
    group: 'argoproj.io',
    resource: 'rollouts',
    template: [{ field: 'spec' }, { field: 'template' }],
  }
  const tasks = {
    group: 'batch.volcano.sh',
    resource: 'jobs',
    template: [{ field: 'spec' }, { field: 'tasks' }, { each: 'item' }, { field: 'template' }],
  }
  const texts = [
    'rollouts.argoproj.io=spec.template',
    'jobs.batch.volcano.sh=spec.tasks[*].template',
  ]

  test.for([
    { name: 'flags', argv: texts.flatMap((text) => ['--pod-template', text]), variables: {} },
    { name: 'a variable', argv: [], variables: { SALLYPORT_POD_TEMPLATE: texts.join(', ') } },
    { name: 'a file', argv: [], variables: { SALLYPORT_CONFIG: 'FILE' } },
  ])('comes from $name', async ({ argv, variables }) => {
    const folder = await temporaryFolder({
      'settings.yaml': `podTemplate:\n${texts.map((text) => `- ${text}\n`).join('')}`,
    })
    const given = Object.entries(variables).map(([name, text]) => [
      name,
      text === 'FILE' ? join(folder, 'settings.yaml') : text,
    ])
    const { settings } = await settingsOf(argv, Object.fromEntries(given))
    expect(settings.podTemplate).toEqual([rollouts, tasks])
  })

  test('that is none is told with what would be right', async () => {
    expect(await problemsOf(['--pod-template', 'rollouts=spec..template'])).toEqual([
      '--pod-template: expected a resource, its group and the path to the Pod template, such as rollouts.argoproj.io=spec.template or jobs.batch.volcano.sh=spec.tasks[*].template ([*]: each item of a list, .*: each value of a map), found "rollouts=spec..template"',
    ])
  })
})

describe('what needs a cluster', () => {
  const message = 'needs --cluster; without it nothing is asked of a cluster'
  test.for([
    { name: 'a flag', argv: ['--lease', 'x'], variables: {}, says: [`--lease: ${message}`] },
    {
      name: 'one that says yes',
      argv: ['--events'],
      variables: {},
      says: [`--events: ${message}`],
    },
    {
      name: 'two variables',
      argv: [],
      variables: { SALLYPORT_KUBE_CONTEXT: 'x', SALLYPORT_SCAN_RATE: '5' },
      says: [`SALLYPORT_KUBE_CONTEXT: ${message}`, `SALLYPORT_SCAN_RATE: ${message}`],
    },
    { name: 'with a cluster', argv: ['--cluster', '--lease', 'x'], variables: {}, says: [] },
    {
      name: 'a variable of other programs',
      argv: [],
      variables: { KUBECONFIG: 'x' },
      says: [],
    },
    { name: 'one that says no', argv: [], variables: { SALLYPORT_EVENTS: 'false' }, says: [] },
  ])('$name', async ({ argv, variables, says }) => {
    expect(await problemsOf(argv, variables as Record<string, string>)).toEqual(says)
  })
})
