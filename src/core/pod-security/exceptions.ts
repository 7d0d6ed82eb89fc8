import { type Check, none } from './control.ts'

/** The check for Pods that do not say that they run on Windows, where the field means nothing. */
export function exceptWindows(check: Check): Check {
  return {
    ...check,
    except: 'spec.os.name is "windows"',
    find: (pod) => (pod.isWindows ? none : check.find(pod)),
  }
}

/** The check for Pods that share the users of the node. https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/ */
export function exceptInUserNamespace(check: Check): Check {
  return {
    ...check,
    except: 'spec.hostUsers is false',
    find: (pod) => (pod.hasUserNamespace ? none : check.find(pod)),
  }
}
