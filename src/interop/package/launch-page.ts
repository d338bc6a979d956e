import type { Unit } from '../unit.ts';
import { escapeXml } from './xml.ts';

/** What a launched page carries for its script; see `PackedUnitData`. */
export interface LaunchData {
  readonly unit: Unit;
  readonly packageId: string;
  /** Path of the unit's page, from the package's root. */
  readonly page: string;
  /** The other units of the package, by the path of their page: an LMS records each by itself. */
  readonly others: Readonly<Record<string, OtherUnit>>;
}

export interface OtherUnit {
  /** As the manifest names it. */
  readonly name: string;
  readonly title: string;
}

/**
 * The page that an LMS launches. It alone speaks with the LMS; its policy lets in the package's own scripts and nothing else.
 *
 * @param script the file in `lms/` that runs it: `scorm12.js`
 * @param talksTo sources that it may send to, as its policy has them; none for SCORM, whose LMS is a window above
 */
export function launchPage(data: LaunchData, script: string, talksTo?: string): string {
  const { unit } = data;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "frame-src 'self'",
    'img-src data:',
    ...(talksTo === undefined ? [] : [`connect-src ${talksTo}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join(';');
  const title = escapeXml(unit.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="stylesheet" href="lms/lms.css">
<script type="application/json" id="unit">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
<script src="lms/${script}" defer></script>
</head>
<body>
<header class="lms-bar" data-part="bar" data-tone="plain">
<div class="lms-say">
<p role="status"><b class="lms-text" data-part="text">Asking the LMS</b> <span data-part="more"></span></p>
<p class="lms-self">${SELF[unit.kind]}</p>
</div>
<div class="lms-acts">
<button class="btn tight" type="button" data-part="retry" hidden>Tell it now</button>
<button class="btn tight" type="button" data-part="alone" hidden>Work without the LMS</button>
<button class="btn tight" type="button" data-part="end" hidden>End attempt</button>
</div>
</header>
<div class="lms-notes" data-part="notes" role="status" hidden></div>
<p class="lms-notes" data-part="elsewhere" role="status" hidden></p>
<p class="lms-closed" data-part="closed" tabindex="-1" hidden></p>
<dialog class="lms-ask" data-part="ask" aria-labelledby="ask-title">
<h2 id="ask-title">End this attempt?</h2>
<p data-part="question"></p>
<form method="dialog"><button class="btn" value="">Go on working</button><button class="btn primary" value="end">End attempt</button></form>
</dialog>
<noscript><p class="lms-closed">This unit works by its script, which is off.</p></noscript>
</body>
</html>
`;
}

const SELF = {
  lab: 'Self-reported: your own browser counts the score.',
  quiz: 'Self-reported: your own browser counts the score.',
  lesson: 'Self-reported: your own browser says what was read.',
} as const;
