import { readYamlDocument } from '#formats';
import type { Finding } from './finding.ts';
import { lintDeployment } from './lint-deployment.ts';

/** Reads a Deployment as YAML and lints it; text that is no YAML is one finding at its line. */
export function reviewManifest(text: string): readonly Finding[] {
  const read = readYamlDocument(text, 'deployment.yaml', 'ruamel');
  if (read.faults) {
    return read.faults.map(({ line, found, wanted }) => ({
      rule: 'yaml',
      concern: 'what is it',
      line,
      says: `It cannot be read: found ${found}, expected ${wanted}.`,
    }));
  }
  return lintDeployment(read.value.value, (path) => read.value.lineOf(path));
}
