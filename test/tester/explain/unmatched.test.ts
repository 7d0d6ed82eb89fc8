import { describe, expect, test } from 'vitest'
import { textOf } from './explained.ts'
import { deployment, limitsByParams, refusal, rule, shop } from './policies.ts'

const rows = [
  {
    name: 'a match condition is false',
    given: {
      policies: rule(
        'ValidatingRule',
        'guarded',
        "  matchConditions: [{ name: only-apis, expression: \"object.metadata.name.startsWith('api-')\" }]\n  validations: [{ expression: 'false' }]",
      ),
      objects: deployment(1),
      context: shop,
    },
    text: `web.yaml:1  Deployment shop/web is let in

  mutating door  CREATE Deployment shop/web: allowed
    no policy

  validating door  CREATE Deployment shop/web: allowed
    – guarded  ValidatingRule  does not match: match condition "only-apis" is false  (cost 4, 0.00 ms)
        match condition "only-apis"  policies.yaml:9:52
          object.metadata.name.startsWith('api-') = false
            object.metadata.name = "web"
`,
  },
  {
    name: 'the object selector misses',
    given: {
      policies: rule(
        'ValidatingRule',
        'labelled',
        "  validations: [{ expression: 'false' }]",
        '    objectSelector: { matchExpressions: [{ key: app, operator: In, values: [api, worker] }, { key: legacy, operator: Exists }] }\n',
      ),
      objects: deployment(1),
      context: shop,
    },
    text: `web.yaml:1  Deployment shop/web is let in

  mutating door  CREATE Deployment shop/web: allowed
    no policy

  validating door  CREATE Deployment shop/web: allowed
    – labelled  ValidatingRule  does not match: objectSelector asks for app in (api, worker) and legacy; the object has labels app=web  (0.00 ms)
`,
  },
  {
    name: 'the namespace selector misses',
    given: {
      policies: rule(
        'ValidatingRule',
        'prod-only',
        "  validations: [{ expression: 'false' }]",
        '    namespaceSelector: { matchLabels: { env: prod } }\n',
      ),
      objects: deployment(1),
      context: shop,
    },
    text: `web.yaml:1  Deployment shop/web is let in

  mutating door  CREATE Deployment shop/web: allowed
    no policy

  validating door  CREATE Deployment shop/web: allowed
    – prod-only  ValidatingRule  does not match: namespaceSelector asks for env=prod; the namespace has labels env=dev, team=web, kubernetes.io/metadata.name=shop  (0.00 ms)
`,
  },
  {
    name: 'another resource, another operation',
    given: {
      policies: [
        refusal(
          'services',
          "    resourceRules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [services] }]",
        ),
        refusal(
          'updates',
          '    resourceRules: [{ apiGroups: [apps], apiVersions: [v1], operations: [UPDATE, DELETE], resources: [deployments] }]',
        ),
      ].join('---\n'),
      objects: deployment(1),
      context: shop,
    },
    text: `web.yaml:1  Deployment shop/web is let in

  mutating door  CREATE Deployment shop/web: allowed
    no policy

  validating door  CREATE Deployment shop/web: allowed
    – services  ValidatingRule  does not match: resourceRules[0].apiGroups asks for "" (services); this is apps (deployments)
    – updates  ValidatingRule  does not match: resourceRules[0].operations asks for UPDATE, DELETE; this is CREATE
`,
  },
  {
    name: 'a param is missing',
    given: { policies: limitsByParams, objects: deployment(1), context: shop },
    text: `web.yaml:1  Deployment shop/web is refused

  mutating door  CREATE Deployment shop/web: allowed
    no policy

  validating door  CREATE Deployment shop/web: refused
    ✗ limits  ValidatingAdmissionPolicy  refuses it  (0.00 ms)
        binding strict, params ConfigMap shop/shop-limits, which is not there
          no params found for policy binding with \`Deny\` parameterNotFoundAction
`,
  },
] as const

describe('why policies do not match', () => {
  test.for(rows)('$name', ({ given, text }) => {
    expect(textOf(given)).toBe(text)
  })
})
