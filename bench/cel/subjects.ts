/** What a predicate judges: the variables that the expressions of these benchmarks read. */
export interface Subject {
  readonly object: Pod
  readonly request: { readonly operation: string; readonly userInfo: { readonly groups: string[] } }
}

/** The fields that the predicates read; optional where an expression asks whether they are there. */
export interface Pod {
  readonly metadata: {
    readonly name: string
    readonly namespace: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  }
  readonly spec: {
    readonly dnsPolicy: string
    readonly priority: number
    readonly terminationGracePeriodSeconds: number
    readonly hostNetwork?: boolean
    readonly hostPID?: boolean
    readonly securityContext?: { readonly runAsNonRoot?: boolean }
    readonly volumes: readonly { readonly name: string; readonly hostPath?: object }[]
    readonly containers: readonly Container[]
  }
}

export interface Container {
  readonly name: string
  readonly image: string
  readonly resources?: {
    readonly limits?: { readonly cpu?: string; readonly memory?: string }
    readonly requests?: { readonly cpu?: string; readonly memory?: string }
  }
  readonly ports?: readonly { readonly containerPort: number }[]
  readonly securityContext: {
    readonly privileged?: boolean
    readonly capabilities?: { readonly add?: readonly string[]; readonly drop: readonly string[] }
  }
  readonly volumeMounts?: readonly {
    readonly name: string
    readonly mountPath: string
    readonly subPath?: string
  }[]
}

/** Pods of so many containers, no two alike: most of them in order, each eighth with something that a policy refuses. */
export function subjects(count: number, containers: number): readonly Subject[] {
  return Array.from({ length: count }, (_, index) =>
    JSON.parse(JSON.stringify(subject(index, containers))),
  )
}

function subject(index: number, containers: number): Subject {
  return {
    object: pod(index, containers),
    request: {
      operation: index % 3 === 0 ? 'UPDATE' : 'CREATE',
      userInfo: { groups: ['system:serviceaccounts', 'system:authenticated'] },
    },
  }
}

function pod(index: number, containers: number): Pod {
  const hash = (0x9fd7499c + index * 7919).toString(16)
  const odd = index % 8 === 7
  const labels = {
    'app.kubernetes.io/name': `shop-${index % 5}`,
    'app.kubernetes.io/part-of': 'store',
    tier: 'web',
    'pod-template-hash': hash,
    ...(odd ? {} : { team: 'checkout' }),
  }
  return {
    metadata: {
      name: odd ? `Shop_${index}` : `shop-${hash}-g${index.toString(36).padStart(4, 'k')}`,
      namespace: odd ? 'default' : 'shop',
      ...(index % 16 === 15 ? {} : { labels }),
      annotations: { 'prometheus.io/scrape': 'true' },
    },
    spec: {
      dnsPolicy: odd ? 'None' : 'ClusterFirst',
      priority: index * 10,
      terminationGracePeriodSeconds: 30,
      ...(odd ? { hostNetwork: true } : {}),
      ...(index % 4 === 1 ? { hostPID: false } : {}),
      ...(odd ? {} : { securityContext: { runAsNonRoot: true } }),
      volumes: [
        { name: 'tmp' },
        { name: 'config' },
        { name: 'cache', ...(odd ? { hostPath: { path: '/var/cache' } } : {}) },
      ],
      containers: Array.from({ length: containers }, (_, place) =>
        container(index, place, odd && place === containers - 1),
      ),
    },
  }
}

function container(index: number, place: number, odd: boolean): Container {
  return {
    name: `web-${place}`,
    image: `registry.example.com/store/web-${place}:${odd ? 'latest' : `1.${index}.3`}`,
    resources: {
      limits: { cpu: '500m', ...(odd ? {} : { memory: `${256 + index}Mi` }) },
      requests: { cpu: '100m', memory: odd ? '8Gi' : `${131072 + index * 64 + place}Ki` },
    },
    ...(place % 2 === 0 ? { ports: [{ containerPort: 8080 + place }] } : {}),
    securityContext: {
      ...(odd ? { privileged: true } : {}),
      capabilities: { drop: ['ALL'], ...(place % 2 === 0 ? { add: [added(odd)] } : {}) },
    },
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'config', mountPath: '/etc/shop', subPath: odd ? '../etc' : 'shop' },
      { name: 'cache', mountPath: '/var/cache/shop' },
    ],
  }
}

function added(odd: boolean): string {
  return odd ? 'SYS_ADMIN' : 'NET_BIND_SERVICE'
}
