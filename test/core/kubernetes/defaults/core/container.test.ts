import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

const always = { terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' }

describe('containers', () => {
  testDefaults([
    {
      name: 'a container of nothing but a name and an image',
      struct: 'core.v1.Container',
      given: { name: 'web', image: 'nginx', resources: {} },
      sets: { ...always, imagePullPolicy: 'Always' },
    },
    {
      name: 'an image with a tag',
      struct: 'core.v1.Container',
      given: { name: 'web', image: 'nginx:1.27', resources: {} },
      sets: { ...always, imagePullPolicy: 'IfNotPresent' },
    },
    {
      name: 'no image at all',
      struct: 'core.v1.Container',
      given: { name: 'web', resources: {} },
      sets: { ...always, imagePullPolicy: 'IfNotPresent' },
    },
    {
      name: 'everything is said',
      struct: 'core.v1.Container',
      given: {
        name: 'web',
        image: 'nginx',
        resources: {},
        imagePullPolicy: 'Never',
        terminationMessagePath: '/log',
        terminationMessagePolicy: 'FallbackToLogsOnError',
      },
      sets: {},
    },
    {
      name: 'an ephemeral container',
      struct: 'core.v1.EphemeralContainer',
      given: { name: 'debug', image: 'busybox:latest', resources: {} },
      sets: { ...always, imagePullPolicy: 'Always' },
    },
    {
      name: 'a port of a container',
      struct: 'core.v1.ContainerPort',
      given: { containerPort: 80 },
      sets: { protocol: 'TCP' },
    },
    {
      name: 'a reference to a field',
      struct: 'core.v1.EnvVarSource',
      given: { fieldRef: { fieldPath: 'metadata.name' } },
      sets: { fieldRef: { fieldPath: 'metadata.name', apiVersion: 'v1' } },
    },
    {
      name: 'a reference to a key of a file',
      struct: 'core.v1.EnvVarSource',
      given: { fileKeyRef: { volumeName: 'a', path: 'b', key: 'c' } },
      sets: { fileKeyRef: { volumeName: 'a', path: 'b', key: 'c', optional: false } },
    },
  ])
})

const asked = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }

describe('probes and hooks', () => {
  testDefaults([
    {
      name: 'a probe over HTTP',
      struct: 'core.v1.Probe',
      given: { httpGet: { port: 80 } },
      sets: { ...asked, httpGet: { port: 80, path: '/', scheme: 'HTTP' } },
    },
    {
      name: 'a probe over gRPC, whose service is null where it is not said',
      struct: 'core.v1.Probe',
      given: { grpc: { port: 80, service: null } },
      sets: { ...asked, grpc: { port: 80, service: '' } },
    },
    {
      name: 'a probe that says everything',
      struct: 'core.v1.Probe',
      given: { timeoutSeconds: 2, periodSeconds: 3, successThreshold: 4, failureThreshold: 5 },
      sets: {},
    },
    {
      name: 'a hook over HTTPS',
      struct: 'core.v1.Lifecycle',
      given: { preStop: { httpGet: { port: 'https', path: '/bye', scheme: 'HTTPS' } } },
      sets: {},
    },
    {
      name: 'a hook over HTTP',
      struct: 'core.v1.Lifecycle',
      given: { postStart: { httpGet: { port: 1 } } },
      sets: { postStart: { httpGet: { port: 1, path: '/', scheme: 'HTTP' } } },
    },
  ])
})
