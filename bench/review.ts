/** A review of a Deployment of ordinary size, 4 to 5 KB, that passes every sample policy. */
export function deploymentReview(): string {
  return JSON.stringify({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: '705ab4f5-6393-11e8-b7cc-42010a800002',
      kind: { group: 'apps', version: 'v1', kind: 'Deployment' },
      resource: { group: 'apps', version: 'v1', resource: 'deployments' },
      requestKind: { group: 'apps', version: 'v1', kind: 'Deployment' },
      requestResource: { group: 'apps', version: 'v1', resource: 'deployments' },
      name: 'shop',
      namespace: 'shop',
      operation: 'CREATE',
      userInfo: {
        username: 'system:serviceaccount:delivery:deployer',
        uid: '0b1b9a5e-6a55-4a2c-9f4e-5f2c5a1b7f10',
        groups: [
          'system:serviceaccounts',
          'system:serviceaccounts:delivery',
          'system:authenticated',
        ],
      },
      object: deployment(),
      oldObject: null,
      dryRun: false,
      options: { kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1', fieldManager: 'kubectl' },
    },
  })
}

function deployment() {
  const labels = {
    'app.kubernetes.io/name': 'shop',
    'app.kubernetes.io/part-of': 'store',
    tier: 'web',
  }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shop', namespace: 'shop', labels, creationTimestamp: null },
    spec: {
      replicas: 3,
      selector: { matchLabels: labels },
      template: {
        metadata: {
          creationTimestamp: null,
          labels,
          annotations: { 'prometheus.io/scrape': 'true' },
        },
        spec: {
          containers: ['web', 'cache', 'metrics'].map(container),
          initContainers: [container('migrate')],
          restartPolicy: 'Always',
          terminationGracePeriodSeconds: 30,
          dnsPolicy: 'ClusterFirst',
          serviceAccountName: 'shop',
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 10001,
            fsGroup: 10001,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          schedulerName: 'default-scheduler',
          volumes: [
            { name: 'tmp', emptyDir: {} },
            { name: 'config', configMap: { name: 'shop', defaultMode: 420 } },
          ],
        },
      },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
      },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    },
    status: {},
  }
}

function container(name: string) {
  return {
    name,
    image: `registry.example.com/store/${name}:1.27.3`,
    args: ['--listen', '0.0.0.0:8080', '--log-format', 'json'],
    ports: [{ name: `${name}-http`, containerPort: 8080, protocol: 'TCP' }],
    env: [
      {
        name: 'POD_NAME',
        valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
      },
      { name: 'DATABASE', valueFrom: { secretKeyRef: { name: 'database', key: 'url' } } },
    ],
    resources: {
      limits: { cpu: '500m', memory: '256Mi' },
      requests: { cpu: '100m', memory: '128Mi' },
    },
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'config', mountPath: '/etc/shop', readOnly: true },
    ],
    livenessProbe: {
      httpGet: { path: '/livez', port: 8080, scheme: 'HTTP' },
      timeoutSeconds: 1,
      periodSeconds: 10,
      successThreshold: 1,
      failureThreshold: 3,
    },
    readinessProbe: {
      httpGet: { path: '/readyz', port: 8080, scheme: 'HTTP' },
      timeoutSeconds: 1,
      periodSeconds: 10,
      successThreshold: 1,
      failureThreshold: 3,
    },
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    },
  }
}
