/**
 * Says that the place which the address names is not on the page, what was looked for, and where to look instead: the page
 * may have been rewritten since the link was made.
 */
export function sayGone(): void {
  // There the fragment is no place but what the page is to show.
  if (document.querySelector('[data-reads-fragment]')) return;
  document.querySelector('.gone')?.remove();
  const name = nameOf(location.hash.slice(1));
  const heading = document.querySelector('main h1');
  if (name === '' || document.getElementById(name) || !heading) return;
  const note = document.createElement('p');
  note.className = 'gone dim';
  note.role = 'alert';
  note.textContent = `The link leads to “${name.replaceAll('-', ' ')}”, a part that this page does not have any more. Nothing else is missing: begin at the top, or search for it with “/”.`;
  heading.after(note);
  note.scrollIntoView({ block: 'center' });
}

/** A name as it is written in an address; as it stands when it is not well-formed. */
function nameOf(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}
