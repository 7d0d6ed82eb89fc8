import { env, stdout } from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { askReplica } from './in-cluster/ask-replica.ts'
import { createAll, type Posted } from './in-cluster/crowd.ts'
import {
  type Installation,
  installSallyport,
  type Replica,
  untilAllReady,
} from './in-cluster/installation.ts'
import { type Steps, stepsWith } from './in-cluster/kubectl-steps.ts'
import { configMap, rule } from './in-cluster/rules.ts'
import { startTraffic, teamRule } from './in-cluster/traffic.ts'
import { pod } from './manifests.ts'
import { eventually } from './wait.ts'

// A smaller cluster by default; the whole one with SALLYPORT_FULL=1.
const { SALLYPORT_FULL } = env
const isWhole = SALLYPORT_FULL === '1'
const size = isWhole
  ? { policies: 1_000, namespaces: 10_000, params: 5_000 }
  : { policies: 200, namespaces: 2_000, params: 1_000 }
const mebibyte = 1024 * 1024
/** The chart's limit is 384, of which 192 are the heap's. */
const mostResident = 250
const inForceMs = 2_000
const account = 'system:serviceaccount:sallyport:sallyport'
const [shop, ceilings] = ['shop', 'ceilings']
const minute = 60_000

let cluster: ControlPlane
let installation: Installation
let steps: Steps
let fresh: Replica

beforeAll(async () => {
  cluster = await startControlPlane()
  steps = stepsWith(cluster)
  await cluster.createNamespace(shop, { tier: 'a' })
  await cluster.createNamespace(ceilings)
  const reader = ['apiGroups[0]=', 'resources[0]=configmaps']
  installation = await installSallyport(cluster, {
    replicas: 1,
    values: [...reader.map((value) => `rbac.reader[0].${value}`), 'reports.enabled=false'],
    flags: ['--lease-duration=4s'],
  })
  const started = performance.now()
  await createAll(cluster, crowd())
  await steps.mustApply(teamRule(shop))
  await steps.mustApply(ceilingRule)
  await steps.mustApply(crowdRule)
  tell('seconds to create all of it', (performance.now() - started) / 1000)
}, 15 * minute)

afterAll(async () => {
  await installation?.stop()
  await cluster?.stop()
}, minute)

const unlabelled = pod({ name: 'unlabelled', namespace: shop })
const labelled = pod({ name: 'labelled', namespace: shop, labels: { team: 'a' } })

const ceilingRule = ceilingBy('ceiling', '/v1/pods', { counts: 'yes' })
/** Of all the params: so all of them are watched. */
const crowdRule = ceilingBy('ceiling-of-crowd', '/v1/replicationcontrollers', { crowd: 'yes' })

function ceilingBy(name: string, resource: string, matchLabels: Readonly<Record<string, string>>) {
  const most = 'int(params.data.most)'
  return rule({
    name,
    resource,
    about: shop,
    spec: {
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      paramRef: {
        namespace: ceilings,
        selector: { matchLabels },
        parameterNotFoundAction: 'Allow',
      },
      validations: [
        {
          expression: `object.spec.?containers.orValue([]).size() <= ${most}`,
          message: 'too many',
        },
      ],
    },
  })
}

function* crowd(): Generator<Posted> {
  for (let index = 0; index < size.namespaces; index++) {
    const labels = { team: `team-${index % 50}`, tier: 'b', 'example.com/cost': `${index}` }
    const metadata = { name: `crowd-${index}`, labels, annotations: { note: 'made for a test' } }
    yield { path: '/api/v1/namespaces', object: { metadata } }
  }
  for (let index = 0; index < size.params; index++) {
    const param = configMap(ceilings, `ceiling-${index}`, { most: '5', note: 'x'.repeat(100) })
    const metadata = { ...param.metadata, labels: { crowd: 'yes' } }
    yield { path: `/api/v1/namespaces/${ceilings}/configmaps`, object: { ...param, metadata } }
  }
  for (let index = 0; index < size.policies; index++) {
    const object = policyOf(index)
    yield { path: '/apis/sallyport.dev/v1alpha1/validatingrules', object }
  }
}

/** Of the form that many are: some conditions, a variable, three validations; no two alike. */
function policyOf(index: number) {
  return rule({
    name: `crowd-${index}`,
    resource: index % 2 === 0 ? '/v1/pods' : 'apps/v1/deployments',
    about: index % 4 === 0 ? shop : `crowd-${index}`,
    spec: {
      matchConditions: [{ name: 'named', expression: `object.metadata.name != 'free-${index}'` }],
      variables: [{ name: 'labels', expression: 'object.metadata.?labels.orValue({})' }],
      validations: [
        { expression: `!('forbidden-${index}' in variables.labels)`, message: 'forbidden' },
        {
          expression: `object.metadata.name.size() < ${200 + index}`,
          messageExpression: "'too long: ' + object.metadata.name",
        },
        {
          expression: `variables.labels.all(key, !key.startsWith('old-${index}/'))`,
          message: 'an old label',
        },
      ],
    },
  })
}

test('a fresh replica is ready soon, and small', { timeout: 4 * minute }, async () => {
  const started = performance.now()
  fresh = await installation.start('fresh')
  await untilAllReady(installation)
  const seconds = (performance.now() - started) / 1000
  tell('seconds until a fresh replica is ready', seconds)
  const policies = size.policies + 3
  expect((await fresh.readiness()).text).toContain(`${policies} policies in force`)
  expect(seconds).toBeLessThan(30)
  await eventually('it refuses', async () =>
    expect(await askReplica(fresh, unlabelled)).toContain('name the team'),
  )
})

test('decisions need no call to the API server', { timeout: minute }, async () => {
  const traffic = startTraffic(cluster, { namespace: shop, concurrency: 8 })
  await traffic.another(100)
  const events = cluster.followAuditEvents()
  await traffic.another(1_000)
  const { wrong, failed } = await traffic.stop()
  expect({ wrong, failed }).toEqual({ wrong: [], failed: [] })
  const lines = events()
    .filter(({ user }) => user.username === account)
    .map(({ verb, requestURI }) => `${verb} ${requestURI}`)
  const asked = lines.filter((line) => !goesOnAnyway.some((pattern) => pattern.test(line)))
  tell('calls to the API server in 1,000 decisions', asked.length)
  expect(asked).toEqual([])
})

/** The Lease is kept, watches begin anew, drift is looked for, and policies are told about themselves, whatever is decided. */
const goesOnAnyway: readonly RegExp[] = [
  /^(get|update) .*\/leases\/sallyport$/,
  /^watch /,
  /^get .*webhookconfigurations\/sallyport$/,
  /^patch .*\/status\?/,
]

test('a policy, a label of a namespace and a param are in force within two seconds', async () => {
  const late = rule({
    name: 'late',
    resource: '/v1/pods',
    spec: {
      validations: [
        { expression: "namespaceObject.metadata.labels.tier == 'a'", message: 'of tier a' },
      ],
    },
  })
  await inForce('a policy', () => steps.mustApply(policyThatRefuses), 'nobody comes in')
  await inForce('its end', () => steps.must('delete', 'validatingrule', 'nobody'))
  await steps.mustApply(late)
  await inForce(
    'a label of a namespace',
    () => steps.must('label', 'namespace', shop, 'tier=b', '--overwrite'),
    'of tier a',
  )
  await inForce('the label as it was', () =>
    steps.must('label', 'namespace', shop, 'tier=a', '--overwrite'),
  )
  const param = configMap(ceilings, 'zero', { most: '0' })
  const metadata = { ...param.metadata, labels: { counts: 'yes' } }
  await inForce('a param', () => steps.mustApply({ ...param, metadata }), 'too many')
  await inForce('its end', () => steps.must('delete', 'configmap', 'zero', '-n', ceilings))
})

test(`no replica takes more than ${mostResident} MiB`, async () => {
  for (const replica of installation.replicas()) {
    const text = await replica.metrics()
    const bytes = Number(/^\S*process_resident_memory_bytes\S* (\S+)$/m.exec(text)?.[1])
    tell(`MiB that ${replica.name} has resident`, bytes / mebibyte)
    expect(bytes / mebibyte).toBeLessThanOrEqual(mostResident)
  }
})

const policyThatRefuses = rule({
  name: 'nobody',
  resource: '/v1/pods',
  about: shop,
  spec: { validations: [{ expression: 'false', message: 'nobody comes in' }] },
})

/** What every replica says to the labelled Pod; without a message it is let in. Counted from when kubectl is done. */
async function inForce(
  what: string,
  change: () => Promise<unknown>,
  message?: string,
): Promise<void> {
  await change()
  const started = performance.now()
  await eventually(
    what,
    async () => {
      for (const replica of installation.replicas()) {
        const answer = await askReplica(replica, labelled)
        if (message === undefined) expect(answer).toBe('')
        else expect(answer).toContain(message)
      }
    },
    inForceMs,
  )
  tell(`ms until ${what} is in force in every replica`, performance.now() - started)
}

/** Figures are shown, whatever becomes of them. */
function tell(what: string, figure: number): void {
  stdout.write(`${what}: ${figure.toFixed(1)}\n`)
}
