import { env } from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { combinations } from './chart/combinations.ts'
import { objections, prepare } from './chart/dry-run.ts'
import { type Helm, helmWith, render } from './chart/helm.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'

// `.ci/run --full` sets it
const { SALLYPORT_FULL } = env
const all = combinations()
/** The first ones, in which most things are told otherwise. */
const some = all.slice(0, SALLYPORT_FULL === '1' ? all.length : 4)

describe.for(['1.34', '1.35', '1.36'])(
  'Kubernetes %s takes every object of the chart',
  (emulate) => {
    let cluster: ControlPlane
    let helm: Helm

    beforeAll(async () => {
      cluster = await startControlPlane({ emulate })
      helm = helmWith(cluster.kubeconfig, cluster.folder)
      await prepare(cluster, 'sallyport')
    })

    afterAll(() => cluster?.stop())

    test.for(some.map(({ name, release }) => [name, release] as const))(
      '%s',
      async ([, release]) => {
        const text = await render(helm, release, ['--kube-version', `${emulate}.0`])
        expect(await objections(cluster, text)).toBe('')
      },
    )
  },
)
