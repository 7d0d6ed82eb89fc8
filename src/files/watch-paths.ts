import { resolve } from 'node:path'
import { watch } from 'chokidar'
import { globRoot, isGlob } from './glob.ts'

/** A watch that goes on until it is closed. */
export interface Watch {
  /** Watches these as well. */
  readonly add: (paths: readonly string[]) => void
  readonly close: () => Promise<void>
}

/** chokidar leaves out a second change within 50 ms of the first; waiting longer than that, nothing is missed. */
const quietMs = 150

/**
 * Calls back when something below the paths has changed and then been quiet for a moment; what changes after the promise
 * has resolved is seen. Says only that, not what: a ConfigMap changes by the swap of one symbolic link, editors by a rename.
 * A folder that goes away is waited for; of a glob the folder is watched below which it can mean something.
 * https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically
 */
export async function watchPaths(
  paths: readonly string[],
  folder: string,
  onChange: () => void,
): Promise<Watch> {
  // chokidar is never ready where there is nothing to watch
  if (paths.length === 0) return { add: () => {}, close: () => Promise.resolve() }
  const rootOf = (path: string) => resolve(folder, isGlob(path) ? globRoot(path) : path)
  const roots = new Set(paths.map(rootOf))
  const watcher = watch([...roots], { ignoreInitial: true, persistent: false })
  let quiet: NodeJS.Timeout | undefined
  watcher.on('all', (event, path) => {
    if (event === 'unlinkDir' && roots.has(path)) watcher.add(path)
    clearTimeout(quiet)
    quiet = setTimeout(onChange, quietMs)
    quiet.unref()
  })
  watcher.on('error', onChange)
  await new Promise<void>((resolve) => watcher.once('ready', resolve))
  return {
    add: (others) => {
      const added = others.map(rootOf).filter((root) => !roots.has(root))
      for (const root of added) roots.add(root)
      if (added.length > 0) watcher.add(added)
    },
    close: async () => {
      clearTimeout(quiet)
      await watcher.close()
    },
  }
}
