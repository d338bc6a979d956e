import { packBadge, sentenceOf } from '#credentials';
import { Beside } from './Beside.tsx';
import { FourLines } from './FourLines.tsx';
import { RestsOn } from './RestsOn.tsx';
import type { Finding } from './use-verification.ts';

interface Props {
  readonly finding: Finding;
  readonly certificatePage: string | undefined;
}

/** The verdict on a certificate in four lines, with its picture, and what it rests on. */
export function FoundVerdict({ finding, certificatePage }: Props) {
  return (
    <>
      <section class="row sect four-s" aria-labelledby="four">
        <div class="at tick">Four questions</div>
        <div class="on">
          <h2 id="four" class="vh">
            The verdict in four lines
          </h2>
          <div class={finding.says ? 'four' : 'four solo'}>
            <FourLines finding={finding} />
            {finding.says && <Beside says={finding.says} />}
          </div>
          <Onward finding={finding} certificatePage={certificatePage} />
        </div>
      </section>
      {finding.says && <RestsOn says={finding.says} />}
    </>
  );
}

function Onward({ finding, certificatePage }: Props) {
  // The page that shows certificates shows none that fails.
  const isShown = finding.says !== undefined && sentenceOf(finding.verdict).tone !== 'fails';
  return (
    <div class="btns onward">
      <button class="btn" type="button" onClick={() => print()}>
        Print this verdict
      </button>
      {certificatePage !== undefined && isShown && (
        <a class="btn" href={`${certificatePage}#${packBadge(finding.subject.text)}`}>
          Show the certificate
        </a>
      )}
    </div>
  );
}
