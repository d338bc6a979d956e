import { render } from 'preact';
import { NO_ISSUERS, type ListedIssuers } from './known-issuers.ts';
import { VerifyPage } from './VerifyPage.tsx';

/** Entry of the single-file edition; `single-file-editions.ts` builds it and gives it the site's list of issuers. */
const main = document.querySelector('main');
const listed = document.getElementById('listed')?.textContent;
if (main) {
  main.textContent = '';
  render(<VerifyPage listed={listed ? (JSON.parse(listed) as ListedIssuers) : NO_ISSUERS} />, main);
}
