import { useMemo } from 'preact/hooks';
import { shownName } from '../file-rows.ts';
import { metricsIn } from './metrics.ts';

/** The numbers of a metrics file as a table with bars: the table is the chart's own text. */
export function MetricsChart({ path, text }: { readonly path: string; readonly text: string }) {
  const metrics = useMemo(() => metricsIn(text), [text]);
  return (
    <div class="mc" tabIndex={0} role="region" aria-label={`Chart of ${shownName(path)}`}>
      <table>
        <caption class="fine">
          Numbers from 0 to 1 share one scale; others are drawn against the largest of their name.
        </caption>
        <thead class="vh">
          <tr>
            <th scope="col">Metric</th>
            <th scope="col">Value</th>
            <th scope="col">Bar</th>
          </tr>
        </thead>
        <tbody>
          {metrics.map(({ name, value, share, isNegative }) => (
            <tr key={name}>
              <th scope="row" class="mono">
                {name}
              </th>
              <td class="num">{value}</td>
              <td class="mc-bar">
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect class="mc-track" width="100" height="10" />
                  <rect class={isNegative ? 'mc-neg' : 'mc-val'} width={100 * share} height="10" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
