import { ManifestPart, missingLabels, rolloutRules, type Manifest } from '#formats';
import {
  cannotTell,
  doesNotHold,
  holds,
  isMapping,
  type Check,
  type Finding,
  type Probe,
} from '#grading';

import { drawRelease } from './generate.ts';
import {
  faultDoesNotHold,
  LESSON,
  releaseFiles,
  sentences,
  wrongAt,
  type ReleaseFiles,
} from './release-files.ts';

const READY = '/v2/health/ready';
const CONTROLLER = 'spec.strategy.canary';

/** A check that asks the one Rollout; without one it cannot be answered. */
function ofRollout(
  id: string,
  says: (rollout: Manifest, files: ReleaseFiles, probe: Probe) => Finding,
): Check {
  return {
    id,
    async run(probe) {
      const files = await probe.shared(releaseFiles);
      const rollout = files.manifests.find(({ kind }) => kind === 'Rollout');
      return rollout ? says(rollout, files, probe) : cannotTell('There is no Rollout in deploy/.');
    },
  };
}

const rolloutIsValid: Check = {
  id: 'rollout-is-valid',
  async run(probe) {
    const { manifests, unreadable, faults } = await probe.shared(releaseFiles);
    const [broken] = unreadable;
    if (broken) return faultDoesNotHold('A file in deploy/ cannot be read.', broken);
    const rollouts = manifests.filter(({ kind }) => kind === 'Rollout');
    const [rollout, second] = rollouts;
    if (!rollout || second) {
      return doesNotHold({
        summary: second ? 'There are several Rollouts.' : 'There is no Rollout.',
        ran: 'the objects in deploy/',
        cameBack: manifests.map(({ kind, name }) => `${kind} ${name}`).join(', ') || 'none',
        expected: 'One object of the kind Rollout (argoproj.io/v1alpha1).',
        lookAt: { path: 'deploy/rollout.yaml', lesson: LESSON },
      });
    }
    const [fault] = faults.filter(
      ({ kind }) => kind === 'Rollout' || kind === 'Deployment' || kind === 'Service',
    );
    if (fault) return faultDoesNotHold(`The ${fault.kind} does not fit its schema.`, fault);
    // Services and selector have checks of their own.
    const [rule] = rolloutRules(rollout).filter(
      ({ path }) => path.startsWith(`${CONTROLLER}.steps`) || path === 'spec.strategy',
    );
    if (rule) return faultDoesNotHold('Argo’s controller refuses this Rollout.', rule);
    return beside(rollout, manifests);
  },
};

/** A Deployment whose pods the services find runs the model a second time, outside the release. */
function beside(rollout: Manifest, manifests: readonly Manifest[]): Finding {
  const referred = ManifestPart.of(rollout).at('spec', 'workloadRef', 'name').text;
  const selectors = manifests
    .filter(({ kind }) => kind === 'Service')
    .map((service) => ManifestPart.of(service).at('spec', 'selector').value);
  const twin = manifests.find((one) => {
    const spec = ManifestPart.of(one).at('spec');
    const labels = spec.at('template', 'metadata', 'labels').value;
    if (one.kind !== 'Deployment' || one.name === referred || spec.at('replicas').value === 0)
      return false;
    return isMapping(labels) && selectors.some((selector) => selects(selector, labels));
  });
  if (!twin) return holds;
  const place = { file: twin.file, line: twin.lineOf(['kind']), path: 'kind' };
  return wrongAt('A Deployment runs the model beside the Rollout.', place, {
    cameBack: `Deployment ${twin.name}, whose pods the services find`,
    expected: 'The Rollout alone: it takes the place of the Deployment.',
  });
}

function selects(selector: unknown, labels: Readonly<Record<string, unknown>>): boolean {
  if (!isMapping(selector) || Object.keys(selector).length === 0) return false;
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** Where the pods are described: in the Rollout, or in the Deployment that it refers to. */
function podTemplate(rollout: Manifest, manifests: readonly Manifest[]): ManifestPart | undefined {
  const own = ManifestPart.of(rollout).at('spec', 'template');
  if (own.isThere) return own;
  const referred = ManifestPart.of(rollout).at('spec', 'workloadRef', 'name').text;
  const workload = manifests.find(({ kind, name }) => kind === 'Deployment' && name === referred);
  return workload && ManifestPart.of(workload).at('spec', 'template');
}

const selectorMatches = ofRollout('selector-matches', (rollout, { manifests }) => {
  const pods = podTemplate(rollout, manifests);
  const labels = pods?.at('metadata', 'labels');
  if (!pods || !labels) return cannotTell('The Rollout describes no pods.');
  const owner = pods.manifest;
  const spec = owner.value['spec'];
  const selector = ManifestPart.of(owner).at('spec', 'selector', 'matchLabels');
  const missing = isMapping(spec) ? missingLabels(spec) : [];
  if (
    !isMapping(selector.value) ||
    Object.keys(selector.value).length === 0 ||
    missing.length > 0
  ) {
    return wrongAt('The selector does not find the pods.', selector.fault(''), {
      cameBack: `matchLabels ${JSON.stringify(selector.value ?? {})}, labels of the pods ${JSON.stringify(labels.value ?? {})}`,
      expected: 'Labels that the pods have.',
    });
  }
  for (const service of manifests.filter(({ kind }) => kind === 'Service')) {
    const found = ManifestPart.of(service).at('spec', 'selector');
    if (selects(found.value, isMapping(labels.value) ? labels.value : {})) continue;
    return wrongAt(`The service ${service.name} does not find the pods.`, found.fault(''), {
      cameBack: `selector ${JSON.stringify(found.value ?? {})}, labels of the pods ${JSON.stringify(labels.value ?? {})}`,
      expected: 'Labels that the pods have. Argo adds the hash that tells the versions apart.',
    });
  }
  return holds;
});

const servicesDiffer = ofRollout('services-differ', (rollout, { manifests }) => {
  const canary = ManifestPart.of(rollout).at('spec', 'strategy', 'canary');
  const names = (kind: string) =>
    manifests.filter((one) => one.kind === kind).map(({ name }) => name);
  for (const key of ['stableService', 'canaryService']) {
    const { text } = canary.at(key);
    if (text !== undefined && names('Service').includes(text)) continue;
    return wrongAt(`${key} is no service of deploy/.`, canary.at(key).fault(''), {
      cameBack: text ?? 'nothing',
      expected: `One of ${names('Service').join(', ') || 'the services (there are none)'}.`,
    });
  }
  const stable = canary.at('stableService').text ?? '';
  if (stable === canary.at('canaryService').text) {
    return wrongAt('Both versions answer under one name.', canary.at('canaryService').fault(''), {
      cameBack: `${stable} for both`,
      expected: 'Two services: what has no name of its own cannot be measured apart.',
    });
  }
  const routing = canary.at('trafficRouting');
  if (!isMapping(routing.value) || Object.keys(routing.value).length === 0) {
    return wrongAt('Nothing splits the traffic.', routing.fault(''), {
      cameBack: 'no trafficRouting',
      expected:
        'A router: without one the shares are those of the pods, and 5% of 4 pods is 1 of 4.',
    });
  }
  const ingress = routing.at('nginx', 'stableIngress');
  if (ingress.text !== undefined && !names('Ingress').includes(ingress.text)) {
    return wrongAt('The ingress that splits the traffic is not there.', ingress.fault(''), {
      cameBack: ingress.text,
      expected: `The name of an Ingress of deploy/: ${names('Ingress').join(', ') || 'there is none'}.`,
    });
  }
  return holds;
});

/** The container that serves the model: the one whose image is loan-default's, or the only one. */
function modelContainer(pods: ManifestPart): ManifestPart | undefined {
  const { items } = pods.at('spec', 'containers');
  return items.find((one) => one.at('image').text?.includes('loan-default')) ?? items[0];
}

const probeAsksReadiness = ofRollout('probe-asks-readiness', (rollout, { manifests }) => {
  const container = ((pods) => pods && modelContainer(pods))(podTemplate(rollout, manifests));
  if (!container) return cannotTell('The Rollout describes no container.');
  const probe = container.at('readinessProbe');
  const command = probe.at('exec', 'command').items.map(({ text = '' }) => text);
  if (command.some((word) => word.includes(READY))) return holds;
  const get = probe.at('httpGet');
  const path = get.at('path').text;
  if (path?.replace(/\/$/, '') !== READY) {
    return wrongAt(
      'The readiness probe does not ask whether the model is ready.',
      get.at('path').fault(''),
      {
        cameBack: path ?? 'no readinessProbe with httpGet',
        expected: `httpGet of ${READY}, as the protocol has it.`,
      },
    );
  }
  const port = get.at('port').value;
  const ports = openPorts(container, manifests);
  if (!ports.includes(port)) {
    return wrongAt(
      'The probe asks a port that the container does not open.',
      get.at('port').fault(''),
      {
        cameBack: JSON.stringify(port),
        expected: `One of the container's ports: ${ports.map(String).join(', ') || 'it names none'}.`,
      },
    );
  }
  return holds;
});

/** The ports of a container, by number and name, and those that the services send to: naming a port opens none. */
function openPorts(container: ManifestPart, manifests: readonly Manifest[]): readonly unknown[] {
  const own = container
    .at('ports')
    .items.flatMap((one) => [one.at('containerPort').value, one.at('name').value]);
  const asked = manifests
    .filter(({ kind }) => kind === 'Service')
    .flatMap((service) => ManifestPart.of(service).at('spec', 'ports').items)
    .map((one) => one.at('targetPort').value)
    .filter((one) => typeof one === 'number');
  return [...new Set([...own, ...asked])].filter((one) => one !== undefined);
}

const imageIsPinned = ofRollout('image-is-pinned', (rollout, { manifests }, probe) => {
  const container = ((pods) => pods && modelContainer(pods))(podTemplate(rollout, manifests));
  if (!container) return cannotTell('The Rollout describes no container.');
  const { image, tag, digest } = drawRelease(probe.seed);
  const found = container.at('image').text ?? '';
  const repository = image.slice(0, image.lastIndexOf(':'));
  const [name, byDigest] = found.split('@');
  const good =
    byDigest === undefined
      ? name === `${repository}:${tag}`
      : byDigest === digest && (name === repository || name === `${repository}:${tag}`);
  if (good) return holds;
  return wrongAt('The image is not the one of the release note.', container.at('image').fault(''), {
    cameBack: found || 'no image',
    expected: `${image}, or ${repository} with the digest of the note. A tag such as latest is another image tomorrow.`,
  });
});

const kserveTwin: Check = {
  id: 'kserve-twin-takes-a-tenth',
  async run(probe) {
    const { manifests, faults, unreadable } = await probe.shared(releaseFiles);
    const { storageUri } = drawRelease(probe.seed);
    const [broken] = unreadable;
    if (broken) return cannotTell(`A file in deploy/ cannot be read. ${sentences([broken])}`);
    return serviceSends(
      manifests.filter((one) => !isRollback(one)),
      faults,
      10,
      storageUri,
    );
  },
};

const rollbackSendsNothing: Check = {
  id: 'rollback-sends-nothing',
  async run(probe) {
    const { manifests, faults, unreadable } = await probe.shared(releaseFiles);
    const [broken] = unreadable;
    if (broken) return cannotTell(`A file in deploy/ cannot be read. ${sentences([broken])}`);
    return serviceSends(manifests.filter(isRollback), faults, 0, undefined);
  },
};

const isRollback = ({ file }: Manifest) => /(?:^|\/)rollback\.(?:ya?ml|json)$/.test(file);

/** One InferenceService of the model that sends `percent` of the traffic to the newest model. */
function serviceSends(
  manifests: readonly Manifest[],
  faults: ReleaseFiles['faults'],
  percent: number,
  storageUri: string | undefined,
): Finding {
  const file = percent === 0 ? 'deploy/rollback.yaml' : 'deploy/inferenceservice.yaml';
  const service = manifests.find(
    ({ kind, name }) => kind === 'InferenceService' && name === 'loan-default',
  );
  if (!service) {
    return doesNotHold({
      summary: 'There is no InferenceService loan-default.',
      ran: file,
      cameBack: manifests.map(({ kind, name }) => `${kind} ${name}`).join(', ') || 'nothing',
      expected: 'The whole InferenceService, as kubectl apply takes it.',
      lookAt: { path: file, lesson: LESSON },
    });
  }
  const fault = faults.find((one) => one.kind === 'InferenceService' && one.file === service.file);
  if (fault) return faultDoesNotHold('The InferenceService does not fit its schema.', fault);
  const predictor = ManifestPart.of(service).at('spec', 'predictor');
  const share = predictor.at('canaryTrafficPercent');
  if (share.value !== percent) {
    return wrongAt(
      'The newest model does not get the share of traffic that it should.',
      share.fault(''),
      {
        cameBack: `canaryTrafficPercent: ${share.isThere ? JSON.stringify(share.value) : '(not there: all of the traffic)'}`,
        expected: `canaryTrafficPercent: ${percent}`,
      },
    );
  }
  const model = predictor.at('model');
  if (!model.isThere) {
    return wrongAt('The predictor has no model.', predictor.fault(''), {
      cameBack: 'a predictor without a model, which kubectl apply would take away',
      expected: 'The whole object: only the share differs.',
    });
  }
  const uri = model.at('storageUri');
  if (storageUri !== undefined && uri.text?.replace(/\/$/, '') !== storageUri) {
    return wrongAt('The model is not the one of the release note.', uri.fault(''), {
      cameBack: uri.text ?? 'nothing',
      expected: storageUri,
    });
  }
  return holds;
}

export const manifestChecks: readonly Check[] = [
  rolloutIsValid,
  selectorMatches,
  servicesDiffer,
  probeAsksReadiness,
  imageIsPinned,
];
export const kserveChecks: readonly Check[] = [kserveTwin, rollbackSendsNothing];
