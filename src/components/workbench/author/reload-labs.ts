import type { Plugin } from 'vite';

/** A file of a lab, whatever its kind: checks, answers, brief, lab.yaml. */
const LAB_FILE = /(?:^|[\\/])labs[\\/][a-z0-9-]+[\\/]/;

/**
 * Reloads the page in the development server when a file of a lab is saved. Answers and scripts are in no module that
 * Vite would know of, and half of a lab must not be exchanged under a session that runs.
 */
export function reloadLabs(): Plugin {
  return {
    name: 'plumbline:reload-labs',
    apply: 'serve',
    configureServer({ watcher, ws }) {
      watcher.on('all', (event, path) => {
        if (event !== 'addDir' && event !== 'unlinkDir' && LAB_FILE.test(path)) {
          ws.send({ type: 'full-reload' });
        }
      });
    },
    handleHotUpdate: ({ file }) => (LAB_FILE.test(file) ? [] : undefined),
  };
}
