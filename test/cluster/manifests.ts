interface Wanted {
  readonly name: string
  readonly namespace: string
  readonly image?: string
  readonly labels?: Readonly<Record<string, string>>
}

/** A Pod with one container `main`. */
export function pod({ name, namespace, labels = {}, image }: Wanted) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: podSpec(image),
  }
}

/** A Deployment of one such Pod; the labels are those of its template. */
export function deployment({ name, namespace, labels = {}, image }: Wanted) {
  const template = { metadata: { labels: { app: name, ...labels } }, spec: podSpec(image) }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { replicas: 1, selector: { matchLabels: { app: name } }, template },
  }
}

function podSpec(image = 'nginx:1.27.3') {
  return { containers: [{ name: 'main', image }] }
}
