import { describe, expect, test } from 'vitest'
import { textOf } from './explained.ts'
import {
  deployment,
  exemptions,
  podSecurityConfiguration,
  privilegedPod,
  refusal,
  replicasLimit,
  restrictedPods,
  rule,
  shop,
  sidecarAndLabels,
} from './policies.ts'

const rows = [
  {
    name: 'allowed by all',
    given: { policies: replicasLimit('Deny'), objects: deployment(3), context: shop },
    text: `web.yaml:1  Deployment shop/web is let in

  mutating door  CREATE Deployment shop/web: allowed
    no policy

  validating door  CREATE Deployment shop/web: allowed
    ✓ replicas-limit  ValidatingRule  allows it  (cost 34, 0.00 ms)
`,
  },
  {
    name: 'denied by two validations',
    given: {
      policies: replicasLimit('Deny'),
      objects: deployment(9, 'shop/web:latest'),
      context: shop,
    },
    text: `web.yaml:1  Deployment shop/web is refused

  mutating door  CREATE Deployment shop/web: allowed
    no policy

  validating door  CREATE Deployment shop/web: refused
    ✗ replicas-limit  ValidatingRule  refuses it  (cost 46, 0.00 ms)
        ✗ few-replicas  deny  policies.yaml:16:19
          no more than 5 replicas
          at spec.replicas
          16 |       expression: object.spec.replicas <= variables.limit && has(object.metadata.labels)
             |                   ^
          object.spec.replicas <= variables.limit && has(object.metadata.labels) = false
            object.spec.replicas <= variables.limit = false
              object.spec.replicas = 9
              variables.limit = 5
          variables.limit is
            namespaceObject.metadata.labels.env == 'prod' ? 50 : params.max = 5
              namespaceObject.metadata.labels.env == 'prod' = false
                namespaceObject.metadata.labels.env = "dev"
              params.max = 5
        ✗ pinned-images  deny  policies.yaml:19:19
          images name a version
          at spec.template.spec.containers[1].image
          21 |           !c.image.endsWith(':latest'))
             |           ^
          object.spec.template.spec.containers.all(c, !c.image.endsWith(':latest')) = false
            where c is {"name": "web", "image": "shop/web:latest", "resources": {}, "imagePullPolicy":…
              !c.image.endsWith(':latest') = false
                c.image.endsWith(':latest') = true
                  c.image = "shop/web:latest"
`,
  },
  {
    name: 'warned and audited only',
    given: { policies: replicasLimit('Warn, Audit'), objects: deployment(9), context: shop },
    text: `web.yaml:1  Deployment shop/web is let in with warnings

  mutating door  CREATE Deployment shop/web: allowed
    no policy

  validating door  CREATE Deployment shop/web: allowed
    ! replicas-limit  ValidatingRule  warns  (cost 46, 0.00 ms)
        ✗ few-replicas  warn, audit  policies.yaml:16:19
          no more than 5 replicas
          at spec.replicas
          16 |       expression: object.spec.replicas <= variables.limit && has(object.metadata.labels)
             |                   ^
          object.spec.replicas <= variables.limit && has(object.metadata.labels) = false
            object.spec.replicas <= variables.limit = false
              object.spec.replicas = 9
              variables.limit = 5
          variables.limit is
            namespaceObject.metadata.labels.env == 'prod' ? 50 : params.max = 5
              namespaceObject.metadata.labels.env == 'prod' = false
                namespaceObject.metadata.labels.env = "dev"
              params.max = 5
`,
  },
  {
    name: 'denied by the failure policy',
    given: {
      policies: rule(
        'ValidatingRule',
        'owner',
        '  validations: [{ expression: "object.metadata.annotations.owner.endsWith(\'@shop.example\')" }]',
      ),
      objects: deployment(1),
      context: shop,
    },
    text: `web.yaml:1  Deployment shop/web is refused

  mutating door  CREATE Deployment shop/web: allowed
    no policy

  validating door  CREATE Deployment shop/web: refused
    ✗ owner  ValidatingRule  refuses it  (cost 5, 0.00 ms)
        ✗ validations[0]  deny  policies.yaml:9:31
          expression 'object.metadata.annotations.owner.endsWith('@shop.example')' resulted in error: no such key: annotations
          at metadata.annotations
          9 |   validations: [{ expression: "object.metadata.annotations.owner.endsWith('@shop.example')" }]
            |                                ^
          object.metadata.annotations.owner.endsWith('@shop.example')  error: no such key: annotations
            object.metadata.annotations  error: no such key: annotations
              object.metadata = {"name": "web", "namespace": "shop", "labels": {"app": "web"}, "uid": "00000000-0000-4000-8000-000000000000", "creation…
`,
  },
  {
    name: 'exempted',
    given: {
      policies: replicasLimit('Deny'),
      objects: deployment(9),
      context: `${shop}---\n${exemptions}`,
    },
    text: `web.yaml:1  Deployment shop/web is let in

  mutating door  CREATE Deployment shop/web: allowed
    no policy

  validating door  CREATE Deployment shop/web: allowed
    – replicas-limit  ValidatingRule  is kept away by an exemption  (cost 46, 0.00 ms)
        – few-replicas  exempt by sallyport/sale  policies.yaml:16:19
          no more than 5 replicas
          at spec.replicas
          16 |       expression: object.spec.replicas <= variables.limit && has(object.metadata.labels)
             |                   ^
          object.spec.replicas <= variables.limit && has(object.metadata.labels) = false
            object.spec.replicas <= variables.limit = false
              object.spec.replicas = 9
              variables.limit = 5
          variables.limit is
            namespaceObject.metadata.labels.env == 'prod' ? 50 : params.max = 5
              namespaceObject.metadata.labels.env == 'prod' = false
                namespaceObject.metadata.labels.env = "dev"
              params.max = 5
        exemption sallyport/old does not free from it: expired 2025-12-31  context.yaml:17:1
        exempt by sallyport/sale until 2026-12-31: summer sale, requested by jane  context.yaml:7:1
`,
  },
  {
    name: 'a control of Pod Security, by a rule on the template',
    given: { policies: restrictedPods, objects: deployment(1), context: shop },
    text: `web.yaml:1  Deployment shop/web is refused

  mutating door  CREATE Deployment shop/web: allowed
    no policy

  validating door  CREATE Deployment shop/web: refused
    ✗ restricted-pods  ValidatingRule  refuses it  (0.00 ms)
        the Pod of spec.template
          Pod Security restricted:v1.37: 4 of 15 controls forbid it
            ✗ allowPrivilegeEscalation
              allowPrivilegeEscalation != false (containers "log", "web" must set securityContext.allowPrivilegeEscalation=false)
              spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation is not set; allowed: false
            ✗ capabilities_restricted
              unrestricted capabilities (containers "log", "web" must set securityContext.capabilities.drop=["ALL"])
              spec.template.spec.containers[0].securityContext.capabilities.drop is not set; allowed: ["ALL"]
            ✗ runAsNonRoot
              runAsNonRoot != true (pod or containers "log", "web" must set securityContext.runAsNonRoot=true)
              spec.template.spec.containers[0].securityContext.runAsNonRoot is not set; allowed: true
            ✗ seccompProfile_restricted
              seccompProfile (pod or containers "log", "web" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")
              spec.template.spec.containers[0].securityContext.seccompProfile.type is not set; allowed: "RuntimeDefault", "Localhost"
`,
  },
  {
    name: 'a control of Pod Security, by the labels of the namespace',
    given: { policies: podSecurityConfiguration, objects: privilegedPod, context: shop },
    text: `web.yaml:1  Pod shop/probe is refused

  mutating door  CREATE Pod shop/probe: allowed
    no policy

  validating door  CREATE Pod shop/probe: refused
    ✗ PodSecurity  PodSecurityConfiguration  refuses it
        pods "probe" is forbidden: violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true)
        Pod Security baseline:latest: 1 of 12 controls forbid it
          ✗ hostNamespaces
            host namespaces (hostNetwork=true)
            spec.hostNetwork is true; allowed: not set, false
`,
  },
  {
    name: 'mutated by two policies, one of which is run again',
    given: { policies: sidecarAndLabels, objects: deployment(1), context: shop },
    text: `web.yaml:1  Deployment shop/web is let in

  mutating door  CREATE Deployment shop/web: allowed
    ✓ a-sidecar  MutatingRule  changes it  (cost 176, 0.00 ms)
        metadata.annotations: nothing → {"proxy":"yes"}
        run again
          metadata.annotations.proxy: "yes" → "no"
    ✓ b-labels  MutatingRule  changes it  (cost 114, 0.00 ms)
        metadata.labels.team: nothing → "web"

  validating door  CREATE Deployment shop/web: allowed
    no policy
`,
  },
  {
    name: 'the Pod that a controller would create',
    given: {
      policies: refusal(
        'has-priority',
        "    resourceRules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }]",
      ).replace("'false'", 'has(object.spec.priorityClassName)'),
      objects: deployment(1),
      context: shop,
    },
    text: `web.yaml:1  Deployment shop/web is refused

  mutating door  CREATE Deployment shop/web: allowed
    no policy

  validating door  CREATE Deployment shop/web: allowed
    – has-priority  ValidatingRule  does not match: resourceRules[0].apiGroups asks for "" (pods); this is apps (deployments)

  mutating door  CREATE Pod shop/(generated name) by system:serviceaccount:kube-system:replicaset-controller, which a controller sends: allowed
    no policy

  validating door  CREATE Pod shop/web-xxxxxxxxxx-xxxxx by system:serviceaccount:kube-system:replicaset-controller, which a controller sends: refused
    ✗ has-priority  ValidatingRule  refuses it  (cost 2, 0.00 ms)
        ✗ validations[0]  deny  policies.yaml:8:31
          at spec.priorityClassName
          8 |   validations: [{ expression: has(object.spec.priorityClassName) }]
            |                               ^
          has(object.spec.priorityClassName) = false
`,
  },
] as const

describe('what policies say of what they match', () => {
  test.for(rows)('$name', ({ given, text }) => {
    expect(textOf(given)).toBe(text)
  })
})
