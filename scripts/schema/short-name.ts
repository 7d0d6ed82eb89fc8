const prefixes: readonly (readonly [schema: string, short: string])[] = [
  ['io.k8s.api.', ''],
  ['io.k8s.apimachinery.pkg.apis.', ''],
  ['io.k8s.apiextensions-apiserver.pkg.apis.', ''],
  ['io.k8s.kube-aggregator.pkg.apis.', ''],
]

/** `io.k8s.api.core.v1.Pod` is `core.v1.Pod` in the table. */
export function shortName(schema: string): string {
  const [prefix, short] = prefixes.find(([start]) => schema.startsWith(start)) ?? ['', '']
  return short + schema.slice(prefix.length)
}
