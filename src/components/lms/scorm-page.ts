import { findLms, ScormApi, ScormSession, type ScormVersion } from '#interop';
import { runUnit } from './run-unit.ts';

/** Runs the page that an LMS of SCORM launches. */
export function runScormPage(version: ScormVersion): void {
  runUnit<ScormSession>({
    connect: (tools) => {
      const lms = findLms(version, window);
      return lms && new ScormSession(new ScormApi(version, lms), tools);
    },
    open: (session) => session.open(),
  });
}
