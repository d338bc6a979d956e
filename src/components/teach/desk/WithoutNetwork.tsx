import { keepGradingHere, useGradingCopy } from './grading-copy.ts';

const BYTES_A_MB = 1_000_000;
const mb = (bytes: number): string => (bytes / BYTES_A_MB).toFixed(1);

/** Whether hand-ins can be graded here without a network. */
export function WithoutNetwork() {
  const now = useGradingCopy();
  switch (now.state) {
    case 'looking':
      // As many lines as what follows: nothing below moves then.
      return (
        <p class="fine teach-kept">
          Hand-ins can be graded without a network, once what grades them is kept on this device.
        </p>
      );
    case 'kept':
      return (
        <p class="fine teach-kept">
          This page works without a network: it is kept on this device, with what grades hand-ins.
        </p>
      );
    case 'fetching':
      return (
        <p class="fine teach-kept">
          What grades hand-ins is being kept on this device, to work without a network:{' '}
          <span class="num">
            {mb(now.keptBytes)} of {mb(now.bytes)} MB
          </span>
          .
        </p>
      );
    case 'missing':
      return (
        <p class="fine teach-kept">
          Grading needs a network on this device. {now.why}{' '}
          <button class="linklike" type="button" onClick={() => void keepGradingHere()}>
            Try to keep it once more
          </button>
        </p>
      );
  }
}
