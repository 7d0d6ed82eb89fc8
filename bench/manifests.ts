import type { SourceText } from '../src/core/source/document.ts'

/**
 * So many files with several manifests each, as a team keeps them: one service a file, with what belongs to it. Every
 * twentieth service breaks a rule of the sample policies.
 */
export function manifestTexts(files: number): readonly SourceText[] {
  return Array.from({ length: files }, (_, index) => {
    const service = serviceOf(index)
    const documents = index % 2 === 0 ? parts : parts.slice(0, -1)
    const text = documents.map((part) => part(service)).join('---\n')
    return { name: `${service.namespace}-${service.name}.yaml`, text }
  })
}

interface Service {
  readonly name: string
  readonly namespace: string
  readonly index: number
  readonly port: number
  readonly image: string
}

const goods = ['parcel', 'invoice', 'voucher', 'basket', 'ledger', 'harbour', 'courier', 'atlas']
const jobs = ['gateway', 'worker', 'indexer', 'mailer', 'planner']
const teams = ['north', 'south', 'east', 'west']

function serviceOf(index: number): Service {
  const name = `${goods[index % goods.length]}-${jobs[index % jobs.length]}-${index}`
  const tag = index % 20 === 7 ? 'latest' : `1.${index % 30}.${index % 7}`
  return {
    name,
    namespace: `team-${teams[index % teams.length]}`,
    index,
    port: 8000 + (index % 900),
    image: `registry.example.com/shop/${name}:${tag}`,
  }
}

const parts: readonly ((service: Service) => string)[] = [
  deployment,
  service,
  configMap,
  ingress,
  cronJob,
  serviceAccount,
  autoscaler,
  networkPolicy,
]

function metadata({ name, namespace, index }: Service, suffix = ''): string {
  return `metadata:
  name: ${name}${suffix}
  namespace: ${namespace}
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: shop
    app.kubernetes.io/version: "1.${index % 30}"
    example.com/cost-centre: "${4000 + (index % 50)}"
`
}

function deployment(of: Service): string {
  return `# The service itself; ask team ${of.namespace} before you change its limits.
apiVersion: apps/v1
kind: Deployment
${metadata(of)}  annotations:
    example.com/runbook: https://runbooks.example.com/${of.name}
    example.com/owner: "${of.namespace}@example.com"
spec:
  replicas: ${1 + (of.index % 5)}
  revisionHistoryLimit: 3
  strategy:
    type: RollingUpdate
    rollingUpdate: {maxSurge: 25%, maxUnavailable: 0}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${of.name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${of.name}
        app.kubernetes.io/part-of: shop
      annotations:
        prometheus.io/scrape: "true"
        prometheus.io/port: "${of.port}"
    spec:
      serviceAccountName: ${of.name}
      terminationGracePeriodSeconds: 45
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        seccompProfile:
          type: RuntimeDefault
      initContainers:
        - name: migrate
          image: ${of.image}
          command: ["/bin/migrate", "--wait", "--timeout=60s"]
          envFrom:
            - configMapRef:
                name: ${of.name}
${container(10)}      containers:
        - name: main
          image: ${of.image}
          imagePullPolicy: IfNotPresent
          args:
            - --listen=:${of.port}
            - --log-level=info
          ports:
            - name: http
              containerPort: ${of.port}
          env:
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
            - name: DATABASE_HOST
              value: db.${of.namespace}.svc
            - name: CACHE_SECONDS
              value: '300'
          readinessProbe:
            httpGet: {path: /ready, port: http}
            periodSeconds: 5
          livenessProbe:
            httpGet:
              path: /live
              port: http
            initialDelaySeconds: 20
          volumeMounts:
            - name: scratch
              mountPath: /tmp
            - name: settings
              mountPath: /etc/shop
              readOnly: true
${container(10)}      volumes:
        - name: scratch
          emptyDir: {}
        - name: settings
          configMap:
            name: ${of.name}
`
}

function container(indentation: number): string {
  const lines = `resources:
  requests: {cpu: 100m, memory: 128Mi}
  limits:
    cpu: 500m
    memory: 256Mi
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]`
  return lines.replaceAll(/^/gm, ' '.repeat(indentation)).concat('\n')
}

function service(of: Service): string {
  return `apiVersion: v1
kind: Service
${metadata(of)}spec:
  type: ClusterIP
  selector:
    app.kubernetes.io/name: ${of.name}
  ports:
    - name: http
      port: 80
      targetPort: http
    - name: metrics
      port: 9090
      targetPort: ${of.port}
`
}

function configMap(of: Service): string {
  return `apiVersion: v1
kind: ConfigMap
${metadata(of)}data:
  REGION: "${of.index % 3 === 0 ? 'eu' : 'us'}"
  FEATURES: baskets,vouchers,returns
  settings.yaml: |
    # read when the service starts
    listen: ":${of.port}"
    retries:
      count: 5
      waitSeconds: 2
    queues:
      - name: ${of.name}-in
        depth: ${100 + of.index}
      - name: ${of.name}-out
        depth: 50
  greeting.txt: >-
    Welcome to the ${of.name} of the shop,
    where everything has its place
    and nothing is thrown away.
`
}

function ingress(of: Service): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
${metadata(of)}  annotations:
    nginx.ingress.kubernetes.io/proxy-body-size: 8m
spec:
  ingressClassName: nginx
  tls:
    - hosts: ["${of.name}.example.com"]
      secretName: ${of.name}-tls
  rules:
    - host: ${of.name}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: ${of.name}
                port:
                  name: http
`
}

function cronJob(of: Service): string {
  return `apiVersion: batch/v1
kind: CronJob
${metadata(of, '-sweep')}spec:
  schedule: "${of.index % 60} 3 * * *"
  concurrencyPolicy: Forbid
  successfulJobsHistoryLimit: 2
  jobTemplate:
    spec:
      backoffLimit: 2
      template:
        spec:
          restartPolicy: OnFailure
          serviceAccountName: ${of.name}
          securityContext:
            runAsNonRoot: true
            seccompProfile: {type: RuntimeDefault}
          containers:
            - name: sweep
              image: ${of.image}
              command:
                - /bin/sweep
                - --older-than
                - 720h
${container(14)}`
}

function serviceAccount(of: Service): string {
  return `apiVersion: v1
kind: ServiceAccount
${metadata(of)}automountServiceAccountToken: false
`
}

function autoscaler(of: Service): string {
  return `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
${metadata(of)}spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${of.name}
  minReplicas: 1
  maxReplicas: ${5 + (of.index % 5)}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 75
`
}

function networkPolicy(of: Service): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
${metadata(of)}spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: ${of.name}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ingress
      ports:
        - port: ${of.port}
          protocol: TCP
  egress:
    - to:
        - podSelector: {}
`
}
