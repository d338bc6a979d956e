/** The mark of a verdict: a disc for what holds, a lozenge for what does not. The word stands beside it. */
export function VerdictMark({ holds }: { readonly holds: boolean }) {
  return holds ? (
    <svg class="g pass" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.7 8.2l2.4 2.4 4.3-4.9" fill="none" stroke="var(--sheet)" stroke-width="1.7" />
    </svg>
  ) : (
    <svg class="g fail" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 .4 15.6 8 8 15.6.4 8Z" fill="currentColor" />
      <path d="M5.5 5.5l5 5M10.5 5.5l-5 5" stroke="var(--sheet)" stroke-width="1.7" />
    </svg>
  );
}
