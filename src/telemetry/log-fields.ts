/** A field of log lines. The same name has the same type in every line, as indexes want it. */
export interface LogField {
  readonly name: string
  /** As Elasticsearch calls types; `nested`: a list of objects. */
  readonly type: 'keyword' | 'text' | 'long' | 'boolean' | 'date' | 'object' | 'nested'
  readonly isList?: true
  readonly meaning: string
}

const fields = [
  { name: '@timestamp', type: 'date', meaning: 'when it was written' },
  { name: 'log.level', type: 'keyword', meaning: '`debug`, `info`, `warn` or `error`' },
  { name: 'message', type: 'text', meaning: 'a sentence for people' },
  { name: 'ecs.version', type: 'keyword', meaning: 'the release of ECS whose names are used' },
  { name: 'service.name', type: 'keyword', meaning: '`sallyport`' },
  { name: 'service.version', type: 'keyword', meaning: 'at start: which release' },
  { name: 'event.action', type: 'keyword', meaning: 'what happened; in every line' },
  { name: 'event.duration', type: 'long', meaning: 'what it took, in nanoseconds' },
  {
    name: 'error',
    type: 'object',
    meaning: 'what was thrown: `type`, `message`, `code`, `stack_trace`, `cause`',
  },
  { name: 'error.code', type: 'keyword', meaning: 'which problem it is' },
  { name: 'error.message', type: 'text', meaning: 'what a cluster or a machine said' },
  { name: 'user.name', type: 'keyword', meaning: 'who sent the request' },
  {
    name: 'rule.name',
    type: 'keyword',
    isList: true,
    meaning: 'the policies that said or changed something',
  },
  { name: 'orchestrator.api_version', type: 'keyword', meaning: 'the version of the object' },
  { name: 'orchestrator.namespace', type: 'keyword', meaning: 'the namespace of the object' },
  { name: 'orchestrator.resource.name', type: 'keyword', meaning: 'the name of the object' },
  { name: 'orchestrator.resource.type', type: 'keyword', meaning: 'the kind of the object' },
  { name: 'resource_group', type: 'keyword', meaning: 'the API group of the object' },
  {
    name: 'resource',
    type: 'keyword',
    meaning: 'the resource, such as `pods/status`, of a watch or a scan with its group',
  },
  { name: 'door', type: 'keyword', meaning: '`validate` or `mutate`' },
  { name: 'operation', type: 'keyword', meaning: '`CREATE`, `UPDATE`, `DELETE` or `CONNECT`' },
  { name: 'allowed', type: 'boolean', meaning: 'whether the request is let in' },
  { name: 'uid', type: 'keyword', meaning: 'the uid of the request, as in the audit log' },
  {
    name: 'decision_id',
    type: 'keyword',
    meaning: 'the first eight characters of it, as in the refusal',
  },
  { name: 'dry_run', type: 'boolean', meaning: 'whether nothing is stored' },
  {
    name: 'findings',
    type: 'nested',
    meaning:
      'what policies said: `policy`, `binding`, `effect`, `cause`, `index`, `validation`, `message`, `field`',
  },
  {
    name: 'exemptions',
    type: 'nested',
    meaning:
      'what exemptions freed from: `exemption`, `policy`, `index`, `validation`, `control`, `message`, `expires`, `reason`',
  },
  {
    name: 'changes',
    type: 'nested',
    meaning: 'what policies changed: `policy`, `binding`, `fields`',
  },
  { name: 'policy_count', type: 'long', meaning: 'how many policies are in force' },
  { name: 'source', type: 'keyword', meaning: 'the file or object that a problem is in' },
  { name: 'line', type: 'long', meaning: 'its line' },
  { name: 'column', type: 'long', meaning: 'its column' },
  { name: 'path', type: 'keyword', meaning: 'its field' },
  { name: 'file.path', type: 'keyword', meaning: 'a file' },
  {
    name: 'tls.server.subject',
    type: 'keyword',
    meaning: 'whom the certificate that is served names',
  },
  {
    name: 'tls.server.x509.alternative_names',
    type: 'keyword',
    isList: true,
    meaning: 'the names that it holds for',
  },
  { name: 'tls.server.not_after', type: 'date', meaning: 'when it ends' },
  { name: 'node', type: 'keyword', meaning: 'the release of Node.js' },
  { name: 'settings', type: 'object', meaning: 'every setting, at start' },
  { name: 'origins', type: 'object', meaning: 'where each setting comes from' },
  { name: 'signal', type: 'keyword', meaning: 'what told the server to stop' },
  { name: 'webhook', type: 'keyword', meaning: 'the address of the doors' },
  { name: 'admin', type: 'keyword', meaning: 'the address for operators' },
  { name: 'health', type: 'keyword', meaning: 'the address of `/livez` and `/readyz`' },
  { name: 'metrics', type: 'keyword', meaning: 'the address of `/metrics`' },
  { name: 'objects', type: 'long', meaning: 'how many objects' },
  { name: 'wait_ms', type: 'long', meaning: 'how long until it is tried again, in milliseconds' },
  { name: 'work', type: 'keyword', meaning: 'the work that failed' },
  { name: 'controller', type: 'keyword', meaning: 'the work that ended' },
  { name: 'check', type: 'keyword', meaning: 'the check of a preflight' },
  { name: 'outcome', type: 'keyword', meaning: 'what it found: `ok`, `warning` or `problem`' },
  { name: 'remedy', type: 'text', meaning: 'what to do about it' },
  { name: 'step', type: 'keyword', meaning: 'what was written into the certificate Secret' },
  { name: 'transitions', type: 'long', meaning: 'how often the lead changed' },
  { name: 'holder', type: 'keyword', meaning: 'the replica that leads' },
  { name: 'why', type: 'text', meaning: 'why the lead was lost' },
  { name: 'which', type: 'keyword', meaning: 'which webhook configuration' },
  { name: 'how', type: 'keyword', meaning: 'how it was written' },
  { name: 'fails_closed', type: 'boolean', meaning: 'whether webhooks in it fail closed' },
  { name: 'gate', type: 'keyword', meaning: 'what keeps webhooks from failing closed' },
  {
    name: 'unscanned',
    type: 'nested',
    meaning: 'policies that a scan leaves out: `policyKind`, `policy`, `why`',
  },
  { name: 'written', type: 'long', meaning: 'reports that were written' },
  { name: 'removed', type: 'long', meaning: 'reports that were removed' },
  { name: 'unchanged', type: 'long', meaning: 'reports that were as they should be' },
  { name: 'installed', type: 'boolean', meaning: 'whether the cluster has the kinds of reports' },
] as const satisfies readonly LogField[]

/** Every field of the lines: by ECS' name where it has one, else by ours. https://www.elastic.co/docs/reference/ecs */
export const logFields: readonly LogField[] = fields

export type LogFieldName = (typeof fields)[number]['name']
