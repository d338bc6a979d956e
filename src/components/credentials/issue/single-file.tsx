import { render } from 'preact';
import { IssuePage, type IssuePageProps } from './IssuePage.tsx';

/** Entry of the single-file edition; `single-file-editions.ts` builds it and gives it the site's certificates. */
const main = document.querySelector('main');
const props = document.getElementById('props')?.textContent;
if (main && props) {
  main.textContent = '';
  render(<IssuePage {...(JSON.parse(props) as IssuePageProps)} />, main);
}
