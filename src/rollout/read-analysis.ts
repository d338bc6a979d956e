import { ManifestPart, type FormatFault, type Manifest } from '#formats';
import { goDurationSeconds } from './go-duration.ts';
import type { AnalysisMetric } from './release.ts';

/** The lab edition scrapes once a minute: to measure oftener than this would tell nothing. */
const SHORTEST_INTERVAL = 10;

/**
 * The metrics of an analysis: its templates found among the objects, their arguments filled in from the rollout's and their
 * own defaults, as Argo's controller does before it measures.
 *
 * @param analysis where a Rollout says `templates`, `args` and `dryRun`
 * @param faults what is in the way is added here
 */
export function readAnalysis(
  analysis: ManifestPart,
  manifests: readonly Manifest[],
  faults: FormatFault[],
): readonly AnalysisMetric[] {
  const templates = templatesOf(analysis, manifests, faults, []);
  if (templates.length === 0 && faults.length === 0) {
    faults.push(analysis.at('templates').fault('at least one template to measure by'));
  }
  const values = argumentValues(analysis, templates, faults);
  const dry = [analysis, ...templates].flatMap((part) =>
    part.at('dryRun').items.flatMap((item) => item.at('metricName').text ?? []),
  );
  const names = new Set<string>();
  return templates.flatMap((template) =>
    template.at('metrics').items.flatMap((part) => {
      const metric = readMetric(part, values, faults);
      if (metric && names.has(metric.name)) {
        faults.push(part.at('name').fault('a name that no other metric of the analysis has'));
      }
      if (metric) names.add(metric.name);
      return metric ? [{ ...metric, dryRun: dry.includes('*') || dry.includes(metric.name) }] : [];
    }),
  );
}

/** By name; of an argument that is declared and has no value, `undefined`, which has been told where it is declared. */
type ArgumentValues = ReadonlyMap<string, string | undefined>;

/** The `spec` of every template that is named here, and of those that they name in turn. */
function templatesOf(
  owner: ManifestPart,
  manifests: readonly Manifest[],
  faults: FormatFault[],
  seen: readonly string[],
): readonly ManifestPart[] {
  return owner.at('templates').items.flatMap((reference) => {
    const name = reference.at('templateName').text;
    const kind =
      reference.at('clusterScope').value === true ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate';
    const found = manifests.find((one) => one.kind === kind && one.name === name);
    if (!found || name === undefined) {
      const known = manifests.filter((one) => one.kind === kind).map((one) => one.name);
      const there = known.length === 0 ? 'there is none' : `there is ${known.join(', ')}`;
      faults.push(
        reference.at('templateName').fault(`the name of an ${kind} in the files (${there})`),
      );
      return [];
    }
    if (seen.includes(name)) return [];
    const spec = ManifestPart.of(found).at('spec');
    return [spec, ...templatesOf(spec, manifests, faults, [...seen, name])];
  });
}

function argumentValues(
  analysis: ManifestPart,
  templates: readonly ManifestPart[],
  faults: FormatFault[],
): ArgumentValues {
  const given = new Map<string, ManifestPart>();
  for (const arg of analysis.at('args').items) given.set(arg.at('name').text ?? '', arg);
  const values = new Map<string, string | undefined>();
  for (const declared of templates.flatMap((template) => template.at('args').items)) {
    const name = declared.at('name').text ?? '';
    const source = given.get(name) ?? declared;
    const value = source.at('value').text ?? fieldValue(source);
    if (value !== undefined || !values.has(name)) values.set(name, value);
    if (value !== undefined) continue;
    if (source.at('valueFrom').isThere) {
      faults.push(
        source
          .at('valueFrom')
          .fault('a value that the lab edition can know: value, or a fieldRef of metadata.name'),
      );
    } else {
      faults.push(
        declared.fault(
          `a value for the argument "${name}", here or in the rollout's args`,
          'no value',
        ),
      );
    }
  }
  return values;
}

function fieldValue(source: ManifestPart): string | undefined {
  const path = source.at('valueFrom', 'fieldRef', 'fieldPath').text;
  return path === 'metadata.name' ? source.manifest.name : undefined;
}

function readMetric(
  part: ManifestPart,
  values: ArgumentValues,
  faults: FormatFault[],
): AnalysisMetric | undefined {
  const before = faults.length;
  const filled = (key: string): string | undefined => {
    const { value } = part.at(key);
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    return fill(part.at(key), String(value), values, faults);
  };
  const seconds = (key: string): number | undefined => {
    const text = filled(key);
    const read = text === undefined ? undefined : goDurationSeconds(text);
    if (text !== undefined && read === undefined) {
      faults.push(part.at(key).fault('a duration in s, m and h, such as 90s or 5m'));
    }
    return read;
  };
  const whole = (key: string): number | undefined => {
    const text = filled(key);
    const read = text === undefined ? undefined : Number(text);
    if (read !== undefined && !Number.isInteger(read))
      faults.push(part.at(key).fault('a whole number'));
    return read;
  };
  const query = part.at('provider', 'prometheus', 'query');
  if (query.text === undefined) {
    faults.push(query.fault('a Prometheus query: the lab edition measures by nothing else'));
  }
  const interval = seconds('interval');
  if (interval !== undefined && interval < SHORTEST_INTERVAL) {
    faults.push(
      part
        .at('interval')
        .fault(`${SHORTEST_INTERVAL}s or more: here Prometheus scrapes once a minute`),
    );
  }
  const metric: AnalysisMetric = {
    name: part.at('name').text ?? '',
    query: query.text === undefined ? '' : fill(query, query.text, values, faults),
    interval,
    initialDelay: seconds('initialDelay'),
    count: whole('count'),
    successCondition: filled('successCondition'),
    failureCondition: filled('failureCondition'),
    failureLimit: whole('failureLimit'),
    inconclusiveLimit: whole('inconclusiveLimit'),
    consecutiveErrorLimit: whole('consecutiveErrorLimit'),
  };
  const { count = 0, failureLimit = 0 } = metric;
  if (count > 1 && interval === undefined) {
    faults.push(part.fault('an interval, because count is more than 1', 'no interval'));
  }
  if (count > 0 && count < failureLimit) {
    faults.push(
      part.at('failureLimit').fault(`${count} or less: there are no more measurements than count`),
    );
  }
  if (part.at('consecutiveSuccessLimit').isThere) {
    faults.push(
      part.at('consecutiveSuccessLimit').fault('nothing here: the lab edition does not play it'),
    );
  }
  return faults.length === before ? metric : undefined;
}

/** A text with `{{args.name}}` filled in. */
function fill(
  part: ManifestPart,
  text: string,
  values: ArgumentValues,
  faults: FormatFault[],
): string {
  const refused = new Set<string>();
  return text.replace(/\{\{\s*(.*?)\s*\}\}/g, (whole, inner: string) => {
    const name = /^args\.([\w-]+)$/.exec(inner)?.[1];
    if (name !== undefined && values.has(name)) return values.get(name) ?? whole;
    if (refused.has(inner)) return whole;
    refused.add(inner);
    const declared = [...values.keys()].map((key) => `{{args.${key}}}`).join(', ');
    faults.push(
      part.fault(
        `an argument that the template declares${declared === '' ? '' : ` (${declared})`}`,
        whole,
      ),
    );
    return whole;
  });
}
