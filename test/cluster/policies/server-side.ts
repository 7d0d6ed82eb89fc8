import type { ControlPlane } from '../control-plane.ts'
import { startReloading } from '../reloading-server.ts'
import type { OpenSide } from './sallyport-side.ts'
import { filledObject } from './space.ts'

/** The built server with all policies of a batch in its folder, kept apart by the same selectors as in the API server. */
export function serverSide({ folder }: Pick<ControlPlane, 'folder'>): OpenSide {
  return async (context) => {
    const server = await startReloading('generated', folder)
    return {
      urlFor: (_, door) => `${server.url}/${door}`,
      ca: server.ca,
      load: (placed) => {
        const documents = placed.flatMap(({ policyCase, slot }) =>
          policyCase.documents.map((document) => filledObject(document, slot, 'hook')),
        )
        return server.load(documents, context)
      },
      taken: () => [],
      stop: server.stop,
    }
  }
}
